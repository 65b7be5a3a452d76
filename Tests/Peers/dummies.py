# Values of the right shape that nobody can mistake for real ones, and Google's file of them.
import json

PASSPHRASE = "a test passphrase that is no secret"
URL = "https://crm.firma.example/"
# 32 signs of the key's alphabet, which leaves out i, l and o.
URI = URL + "webservice/OAuth/MailAccount/" + "TESTKEY" + "0" * 25
CLIENT = "000000000000-exampleexampleexample.apps.googleusercontent.com"
SECRET = "GOCSPX-EXAMPLE-not-a-real-secret-00"
VALUES = {
    "yetiforce_url": URL,
    "mailbox": "skrzynka@firma.example",
    "redirect_app": "Gmail OAuth Test",
    "project_id": "yetiforce-mail-test",
    "app_name": "CRM firmy Test",
    "redirect_uri": URI,
    "client_id": CLIENT,
    "client_secret": SECRET,
    "server_name": "Poczta firmowa Test",
}


def google_file(path, kind="web", **changes):
    """Google's client_secret_….json as the console writes it, on one line."""
    members = {
        "client_id": CLIENT,
        "project_id": VALUES["project_id"],
        "auth_uri": "https://accounts.google.com/o/oauth2/auth",
        "token_uri": "https://oauth2.googleapis.com/token",
        "auth_provider_x509_cert_url": "https://www.googleapis.com/oauth2/v1/certs",
        "client_secret": SECRET,
        "redirect_uris": [URI],
    } | changes
    members = {name: value for name, value in members.items() if value is not None}
    path.write_text(json.dumps({kind: members}, separators=(",", ":")))
    return path
