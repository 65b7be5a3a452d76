/// What the filled form has to look like: the printed page, masked.

let expectedHTML = #"""
    <!doctype html>
    <html lang="pl">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-K4llFpqmRmFF8pkVFtHIg7tvG3KqRaFLvWJo4kdDtUs='">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <meta name="robots" content="noindex">
    <title>Serwer poczty</title>
    <style>
    :root { color-scheme: light dark; }
    body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 52rem; }
    body { padding: 0 1rem; }
    table { border-collapse: collapse; margin: 1.5rem 0; width: 100%; }
    caption { font-weight: bold; padding: 0.25rem 0; text-align: start; }
    th, td { border: 1px solid; padding: 0.25rem 0.5rem; text-align: start; }
    th[scope=row] { font-weight: normal; width: 40%; }
    td:last-child { width: 20%; }
    code { font: 1em ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
    @media print {
      :root { color-scheme: light; }
      body { margin: 0; max-width: none; }
      table { break-inside: avoid; }
    }
    </style>
    </head>
    <body>
    <h1>Serwer poczty</h1>
    <p>Profil: <bdi>Firma</bdi></p>
    <p>zamaskowane; --reveal pokazuje</p>
    <table>
    <caption>Podstawowy</caption>
    <tr><th scope="col">Pole</th><th scope="col">Wartość</th><th scope="col">Nazwa</th></tr>
    <tr><th scope="row">Temat</th><td><code><bdi>Google</bdi></code></td><td>name</td></tr>
    <tr><th scope="row">Metoda autoryzacji</th><td>OAuth2</td><td>auth_method</td></tr>
    <tr><th scope="row">Dostawca uwierzytelniania OAuth</th><td>Synchronizacja z Google</td><td>oauth_provider</td></tr>
    <tr><th scope="row">ID klienta</th><td><code><bdi>123456789012-EXAMPLE.apps.googleusercontent.com</bdi></code></td><td>client_id</td></tr>
    <tr><th scope="row">Klucz tajny klienta</th><td><code><bdi>••••abcd</bdi></code></td><td>client_secret</td></tr>
    <tr><th scope="row">Przekieruj URI</th><td><code><bdi>Gmail (OAuth)</bdi></code></td><td>redirect_uri_id</td></tr>
    <tr><th scope="row">Aktywny</th><td>zaznaczone</td><td>status</td></tr>
    <tr><th scope="row">Dostępny</th><td>zaznaczone</td><td>visible</td></tr>
    <tr><th scope="row">Potwierdź certyfikat</th><td>zaznaczone</td><td>validate_cert</td></tr>
    </table>
    <table>
    <caption>Konfiguracja Imap</caption>
    <tr><th scope="col">Pole</th><th scope="col">Wartość</th><th scope="col">Nazwa</th></tr>
    <tr><th scope="row">Szyfrowanie</th><td>ssl</td><td>imap_encrypt</td></tr>
    <tr><th scope="row">Host</th><td><code><bdi>imap.gmail.com</bdi></code></td><td>imap_host</td></tr>
    <tr><th scope="row">Port</th><td><code><bdi>993</bdi></code></td><td>imap_port</td></tr>
    </table>
    <table>
    <caption>Konfiguracja - SMTP</caption>
    <tr><th scope="col">Pole</th><th scope="col">Wartość</th><th scope="col">Nazwa</th></tr>
    <tr><th scope="row">Szyfrowanie</th><td>ssl</td><td>smtp_encrypt</td></tr>
    <tr><th scope="row">Host</th><td><code><bdi>smtp.gmail.com</bdi></code></td><td>smtp_host</td></tr>
    <tr><th scope="row">Port</th><td><code><bdi>465</bdi></code></td><td>smtp_port</td></tr>
    </table>
    <table>
    <caption>Inne ustawienia</caption>
    <tr><th scope="col">Pole</th><th scope="col">Wartość</th><th scope="col">Nazwa</th></tr>
    <tr><th scope="row">Sprawdzanie pisowni</th><td>niezaznaczone</td><td>spellcheck</td></tr>
    <tr><th scope="row">Sprawdź adres IP</th><td>niezaznaczone</td><td>ip_check</td></tr>
    <tr><th scope="row">Poziom dostępu do tożsamości</th><td>wiele tożsamości z możliwością edycji wszystkich parametrów</td><td>identities_level</td></tr>
    </table>
    <h2>Identyfikator URI przekierowania</h2>
    <p><code><bdi>https://crm.example.com/webservice/OAuth/MailAccount/••••wxyz</bdi></code></p>
    </body>
    </html>

    """#
