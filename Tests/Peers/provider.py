# An OAuth 2.0 and OpenID provider in Google's place: Authlib's server, Flask, TLS.
#
# Authlib validates client, secret, redirect URI, PKCE, scopes and codes as the RFCs say. Google's
# own ways stand around it: sign-in pages, an error page instead of a redirect, `access_type`, a
# refresh token at the first consent alone, and a revocation that asks for no client.
import base64
import dataclasses
import secrets
import threading
import time
import urllib.parse

import authlib.integrations.flask_oauth2 as flask_oauth2
import flask
import werkzeug.serving
from authlib.oauth2 import OAuth2Error, rfc6749
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin, TokenMixin, grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import UserInfo
from authlib.oidc.core.grants import OpenIDCode
from joserfc.jwk import ECKey

MAIL = "https://mail.google.com/"
HOSTS = ("accounts.google.com", "oauth2.googleapis.com", "localhost")


@dataclasses.dataclass
class Client(ClientMixin):
    """A client as the console makes it."""

    client_id: str
    client_secret: str
    redirect_uris: list
    scopes: set = dataclasses.field(
        default_factory=lambda: {MAIL, "openid", "email", "profile"})

    def get_client_id(self):
        return self.client_id

    def get_default_redirect_uri(self):
        return None

    def get_allowed_scope(self, scope):
        return " ".join(word for word in (scope or "").split() if word in self.scopes)

    def check_redirect_uri(self, redirect_uri):
        return redirect_uri in self.redirect_uris

    def check_client_secret(self, client_secret):
        return secrets.compare_digest(client_secret, self.client_secret)

    def check_endpoint_auth_method(self, method, endpoint):
        return method in ("client_secret_post", "client_secret_basic")

    def check_response_type(self, response_type):
        return response_type == "code"

    def check_grant_type(self, grant_type):
        return grant_type in ("authorization_code", "refresh_token")


@dataclasses.dataclass
class Code(AuthorizationCodeMixin):
    """A code that was given out and is good once."""

    code: str
    client_id: str
    redirect_uri: str
    scope: str
    mailbox: str
    code_challenge: str
    code_challenge_method: str
    is_offline: bool
    ends: float

    def get_redirect_uri(self):
        return self.redirect_uri

    def get_scope(self):
        return self.scope

    # What an ID token would repeat.
    def get_nonce(self):
        return None

    get_auth_time = get_acr = get_amr = get_nonce


@dataclasses.dataclass
class Token(TokenMixin):
    """An access token and what it opens."""

    access_token: str
    client_id: str
    mailbox: str
    scope: str
    ends: float

    def check_client(self, client):
        return self.client_id == client.client_id

    def get_scope(self):
        return self.scope

    def get_expires_in(self):
        return int(self.ends - time.time())

    def is_expired(self):
        return time.time() >= self.ends

    def is_revoked(self):
        return False


def _access_token(**_):
    return "ya29." + secrets.token_urlsafe(48)


class IdentityToken(OpenIDCode):
    """Who signed in, signed."""

    def exists_nonce(self, nonce, request):
        return False

    def resolve_client_private_key(self, client):
        return flask.current_app.config["PROVIDER"].key

    def get_client_algorithm(self, client):
        return "ES256"

    def get_client_claims(self, client):
        return {"iss": "https://accounts.google.com", "aud": client.client_id,
                "exp": int(time.time()) + 3600}

    def get_encode_header(self, client):
        return {"alg": "ES256"}

    def generate_user_info(self, user, scope):
        return UserInfo(sub="1" + str(abs(hash(user))), email=user, email_verified=True)


class CodeGrant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_post", "client_secret_basic"]

    @property
    def _provider(self):
        return flask.current_app.config["PROVIDER"]

    def save_authorization_code(self, code, request):
        data = request.payload.data
        self._provider.codes[code] = Code(
            code, request.client.client_id, request.payload.redirect_uri,
            self._provider.grants(request.client, request.payload.scope), request.user,
            data.get("code_challenge"), data.get("code_challenge_method"),
            data.get("access_type") == "offline", time.time() + 60)

    def query_authorization_code(self, code, client):
        found = self._provider.codes.get(code)
        if found and found.client_id == client.client_id and time.time() < found.ends:
            return found
        return None

    def delete_authorization_code(self, authorization_code):
        del self._provider.codes[authorization_code.code]

    def authenticate_user(self, authorization_code):
        return authorization_code.mailbox

    def create_token_response(self):
        """Google's body: a refresh token only offline, and only when there is no consent yet."""
        code = self.request.authorization_code
        status, body, headers = super().create_token_response()
        if not (code.is_offline and self._provider.is_first(code)):
            body.pop("refresh_token", None)
        return status, body, headers


class Provider:
    """One provider on the loopback; everything that it was asked is in `asked`.

    `token_seconds` and `granted` decide the next token: how long it lives, and which scopes a
    person leaves ticked (None: all). `overrides` maps a path to a function that answers instead.
    """

    def __init__(self, authority, client):
        self.clients = {client.client_id: client}
        self.key = ECKey.generate_key("P-256")
        self.client = client
        self.codes, self.tokens, self.consents = {}, {}, {}
        self.asked, self.given = [], []
        self.overrides = {}
        self.token_seconds = 3599
        self.granted = None
        # What the person at the consent screen does: allow or deny, as which mailbox.
        self.mailbox, self.answer = "skrzynka@firma.example", "allow"
        app = flask.Flask(__name__)
        app.config.update(PROVIDER=self, OAUTH2_REFRESH_TOKEN_GENERATOR=True,
                          OAUTH2_ACCESS_TOKEN_GENERATOR=_access_token,
                          OAUTH2_TOKEN_EXPIRES_IN={"authorization_code": 3599})
        self._server = flask_oauth2.AuthorizationServer(
            app, query_client=self.clients.get, save_token=self._save)
        self._server.register_grant(
            CodeGrant, [CodeChallenge(required=True), IdentityToken(require_nonce=False)])
        app.before_request(self._before)
        app.add_url_rule("/o/oauth2/v2/auth", view_func=self._authorise)
        app.add_url_rule("/v3/signin/identifier", view_func=self._sign_in)
        app.add_url_rule("/signin/consent", view_func=self._consent, methods=["POST"])
        app.add_url_rule("/token", view_func=self._token, methods=["POST"])
        app.add_url_rule("/tokeninfo", view_func=self._token_info)
        app.add_url_rule("/revoke", view_func=self._revoke, methods=["POST"])
        self._listener = werkzeug.serving.make_server(
            "127.0.0.1", 0, app, threaded=True, ssl_context=authority.server(*HOSTS),
            request_handler=Quiet)
        self.port = self._listener.server_port
        threading.Thread(target=self._listener.serve_forever, daemon=True).start()

    def close(self):
        self._listener.shutdown()
        self._listener.server_close()

    def requests(self, path):
        return [request for request in self.asked if request["path"] == path]

    # What is granted

    def grants(self, client, scope):
        allowed = client.get_allowed_scope(scope).split()
        if self.granted is not None:
            allowed = [word for word in allowed if word in self.granted]
        return " ".join(allowed)

    def is_first(self, code):
        grant = self.consents.setdefault((code.client_id, code.mailbox), {"has_refresh": False})
        is_first = not grant["has_refresh"]
        grant["has_refresh"] = True
        return is_first

    def _save(self, token, request):
        self.consents.setdefault(
            (request.client.client_id, request.user), {"has_refresh": False})
        token["expires_in"] = self.token_seconds
        self.given.append(token["access_token"])
        self.tokens[token["access_token"]] = Token(
            token["access_token"], request.client.client_id, request.user, token["scope"],
            time.time() + self.token_seconds)

    def expire_all(self):
        for token in self.tokens.values():
            token.ends = 0

    # The endpoints

    def _before(self):
        request = flask.request
        self.asked.append({
            "host": request.host, "path": request.path, "method": request.method,
            "query": request.args.to_dict(), "form": request.form.to_dict(),
            "headers": dict(request.headers)})
        override = self.overrides.get(request.path)
        return override(request) if override else None

    def _authorise(self):
        try:
            self._server.get_consent_grant(end_user=None)
            if not set(flask.request.args["scope"].split()) <= self.client.scopes:
                return self._refuse("invalid_scope")
        except OAuth2Error as error:
            return self._refuse(self._google(error))
        query = flask.request.query_string.decode()
        return flask.redirect("https://accounts.google.com/v3/signin/identifier?" + query)

    @staticmethod
    def _google(error):
        """The name that Google's error page has for what Authlib found."""
        if isinstance(error, rfc6749.InvalidClientError):
            return "invalid_client"
        if "Redirect URI" in (error.description or ""):
            return "redirect_uri_mismatch"
        return error.error

    @staticmethod
    def _refuse(name):
        message = b"\x0a" + bytes([len(name)]) + name.encode()
        coded = base64.urlsafe_b64encode(message).decode().rstrip("=")
        return flask.redirect(
            "https://accounts.google.com/signin/oauth/error?authError=" + coded)

    def _sign_in(self):
        """The pages on which a person signs in and consents, all in one."""
        query = flask.request.query_string.decode()
        return f"""<!doctype html><title>Sign in</title>
            <form method="post" action="/signin/consent?{query.replace('"', "%22")}">
            <input name="mailbox" value="{self.mailbox}">
            <button name="answer" value="allow">Allow</button>
            <button name="answer" value="deny">Deny</button></form>"""

    def _consent(self):
        form = flask.request.form
        if form["answer"] != "allow":
            state = flask.request.args.get("state", "")
            return flask.redirect(flask.request.args["redirect_uri"] + "?" + urllib.parse.urlencode(
                {"error": "access_denied", "state": state}))
        grant = self._server.get_consent_grant(end_user=form["mailbox"])
        return self._server.create_authorization_response(
            grant_user=form["mailbox"], grant=grant)

    def _token(self):
        return self._server.create_token_response()

    def _token_info(self):
        token = self.tokens.get(flask.request.args.get("access_token"))
        if token is None or token.is_expired():
            return {"error": "invalid_token", "error_description": "Invalid Value"}, 400
        return {"aud": token.client_id, "scope": token.scope, "email": token.mailbox,
                "expires_in": str(token.get_expires_in()), "email_verified": "true"}

    def _revoke(self):
        token = self.tokens.get(flask.request.values.get("token"))
        if token is None:
            return {"error": "invalid_token", "error_description": "Token expired or revoked"}, 400
        # The whole grant goes, with every token of it.
        self.consents.pop((token.client_id, token.mailbox), None)
        self.tokens = {name: other for name, other in self.tokens.items()
                       if (other.client_id, other.mailbox) != (token.client_id, token.mailbox)}
        return {}


class Quiet(werkzeug.serving.WSGIRequestHandler):
    """Says nothing: what it is asked holds codes and tokens."""

    def log(self, type, message, *args):
        pass
