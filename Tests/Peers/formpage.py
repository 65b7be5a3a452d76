# YetiForce's mail-server form as a page of our own: its names, types, lists and events, served on loopback.
import html
import http.server
import pathlib
import threading

LIBRARIES = pathlib.Path("/usr/share/javascript")
FORM = "/index.php?module=MailServers&parent=Settings&view=Edit"
OAUTH = ("oauth_provider", "client_id", "client_secret", "redirect_uri_id")
LISTS = {
    "auth_method": [("basic", "Podstawowy"), ("oauth2", "OAuth2")],
    "oauth_provider": [("", "Wybierz opcję"), ("Google", "Synchronizacja z Google"),
                       ("MSAzure", "Azure AD - Outlook.com (Office 365)")],
    "imap_encrypt": [("", "Wybierz opcję"), ("ssl", "ssl"), ("tls", "tls")],
    "smtp_encrypt": [("", "Wybierz opcję"), ("ssl", "ssl"), ("tls", "tls")],
    "identities_level": [(str(level), f"poziom {level}") for level in range(5)],
}
BOXES = ("status", "visible", "validate_cert", "spellcheck", "ip_check")
BLOCKS = (
    ("name", "auth_method", "oauth_provider", "client_id", "client_secret", "redirect_uri_id",
     "status", "visible", "validate_cert"),
    ("imap_encrypt", "imap_host", "imap_port"),
    ("smtp_encrypt", "smtp_host", "smtp_port"),
    ("spellcheck", "ip_check", "identities_level"),
)
APPLICATIONS = [("17", "Inna aplikacja"), ("23", "Gmail OAuth Test"), ("31", "Gmail OAuth")]

# What the form's own script does: Select2 over the lists, the OAuth fields, the x button, saving.
# Beside it a record of everything that listeners of both kinds hear.
OWN_SCRIPT = """'use strict';
window.heard = [];
window.submitted = 0;
const form = document.querySelector('#EditView');
for (const type of ['input', 'change']) {
  for (const control of form.querySelectorAll('input, select')) {
    control.addEventListener(type, () => heard.push([control.name, type, 'native']));
    if (window.jQuery) jQuery(control).on(type, () => heard.push([control.name, type, 'jQuery']));
  }
}
form.addEventListener('submit', (event) => { event.preventDefault(); submitted += 1; });
for (const name of ['submit', 'requestSubmit']) HTMLFormElement.prototype[name] = () => submitted += 1;
const showOAuth = (value) => {
  for (const name of ['oauth_provider', 'client_id', 'client_secret', 'redirect_uri_id']) {
    const field = form.querySelector(`[name="${name}"]`);
    field?.closest('.js-field-container').classList.toggle('d-none', value !== 'oauth2');
  }
};
const method = form.querySelector('[name="auth_method"]');
const clear = (button) => {
  const field = button.closest('.js-pwd-container').querySelector('.js-pwd-field');
  field.value = '';
  field.disabled = false;
};
if (window.jQuery) {
  jQuery('select.select2').each((_, list) => jQuery(list).select2({ width: '100%' }));
  jQuery(method).on('change', (event) => showOAuth(event.currentTarget.value));
  jQuery('.js-pwd-clear').on('click', (event) => clear(event.currentTarget));
} else {
  method?.addEventListener('change', () => showOAuth(method.value));
  for (const button of document.querySelectorAll('.js-pwd-clear')) {
    button.addEventListener('click', () => clear(button));
  }
}
"""

# Scripts and styles of its own, nothing inline, no evaluated text, no connection.
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
          "form-action 'self'; base-uri 'none'")


def attributes(**values):
    return "".join(f' {name}="{html.escape(value)}"' for name, value in values.items())


def options(entries, chosen):
    return "".join(
        f"<option{attributes(value=value)}{' selected' if value == chosen else ''}>"
        f"{html.escape(shown)}</option>" for value, shown in entries)


def control(name, value, applications, locked, clear_type):
    lock = " readonly" if name in locked else ""
    if name == "redirect_uri_id":
        kept = options([("", "Wybierz opcję"), *applications], value)
        return (f'<select class="select2" name="{name}" id="{name}"{lock}>{kept}</select>'
                '<button type="button" class="clipboard">⧉</button>')
    if name in LISTS:
        return (f'<select class="select2" name="{name}"{lock}>{options(LISTS[name], value)}'
                '</select>')
    if name in BOXES:
        ticked = " checked" if value == "1" else ""
        return (f'<input type="hidden" name="{name}" value="0">'
                f'<input type="checkbox" name="{name}" value="1"{ticked}{lock}>')
    if name == "client_secret":
        saved = ' disabled value="••••••"' if value else ""
        button = f'<button type="{clear_type}" class="js-pwd-clear">x</button>' if value else ""
        return (f'<div class="js-pwd-container"><input type="password" class="js-pwd-field"'
                f' name="{name}"{saved}{lock}><span>{button}</span></div>')
    return f'<input type="text" name="{name}"{attributes(value=value)}{lock}>'


NEW = {"auth_method": "basic", "imap_port": "0", "smtp_port": "0", "identities_level": "0"}


def form(values=NEW, applications=APPLICATIONS, without=(), twice=(), locked=(), record="",
         clear_type="button"):
    """The form; a record's number makes it the form of one to be edited."""
    blocks = []
    for names in BLOCKS:
        fields = []
        for name in names:
            for _ in range(0 if name in without else 2 if name in twice else 1):
                hidden = name in OAUTH and values.get("auth_method") != "oauth2"
                fields.append(
                    f'<div class="js-field-container{" d-none" if hidden else ""}"><label>{name}'
                    "</label>" + control(name, values.get(name, ""), applications, locked,
                                         clear_type) + "</div>")
        blocks.append(f'<div class="js-block-content">{"".join(fields)}</div>')
    kept = f'<input type="hidden" name="record" value="{record}">' if record else ""
    return ('<form id="EditView" name="EditView" method="post" action="index.php">'
            '<input type="hidden" name="module" value="MailServers">'
            '<input type="hidden" name="parent" value="Settings">'
            '<input type="hidden" name="action" value="SaveAjax">'
            f'{kept}{"".join(blocks)}<button type="submit" class="js-save">Zapisz</button></form>')


def page(body, jquery=True, own_script=True, inline=""):
    """A page around the form, with another form whose fields have some of the same names."""
    scripts = ["jquery.js", "select2.js"] if jquery else []
    scripts += ["own.js"] if own_script else []
    return ('<!doctype html><html lang="pl"><head><meta charset="utf-8"><title>YetiForce</title>'
            '<link rel="stylesheet" href="/select2.css"><link rel="stylesheet" href="/own.css">'
            '</head><body><form id="search" action="index.php">'
            '<input type="text" name="name" value="szukaj"><input type="text" name="imap_host">'
            '<input type="checkbox" name="status"><select name="auth_method"><option value="oauth2">'
            f'</select></form><div class="contentsDiv">{body}</div>'
            + "".join(f'<script src="/{name}"></script>' for name in scripts)
            + (f"<script>{inline}</script>" if inline else "") + "</body></html>")


class Site:
    """One page at every address, on loopback, with a record of what was asked for."""

    FILES = {
        "/jquery.js": ("text/javascript", LIBRARIES / "jquery/jquery.js"),
        "/select2.js": ("text/javascript", LIBRARIES / "select2.js/select2.js"),
        "/select2.css": ("text/css", LIBRARIES / "select2.js/select2.css"),
    }

    def __init__(self):
        self.page, self.policy, self.asked = "", POLICY, []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self):
                site.asked.append((self.command, self.path))
                if self.path in Site.FILES:
                    kind, file = Site.FILES[self.path]
                    body = file.read_bytes()
                elif self.path == "/own.js":
                    kind, body = "text/javascript", OWN_SCRIPT.encode()
                elif self.path == "/own.css":
                    kind, body = "text/css", b".d-none { display: none !important; }"
                else:
                    kind, body = "text/html", site.page.encode()
                self.send_response(200)
                self.send_header("Content-Type", kind + "; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                if site.policy:
                    self.send_header("Content-Security-Policy", site.policy)
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = answer

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
