/// What the filled form has to look like: one object, masked.

let expectedJSON = #"""
    {
      "form": "yetiforce-mail-server",
      "guide": "gmail",
      "profile": "Firma",
      "revealed": false,
      "redirect_uri": {
        "value": "https://crm.example.com/webservice/OAuth/MailAccount/••••wxyz",
        "masked": "https://crm.example.com/webservice/OAuth/MailAccount/••••wxyz"
      },
      "fields": [
        {
          "name": "name",
          "label": {
            "pl": "Temat",
            "en": "Subject"
          },
          "value": "Google",
          "secret": false,
          "masked": "Google"
        },
        {
          "name": "auth_method",
          "label": {
            "pl": "Metoda autoryzacji",
            "en": "Authorization method"
          },
          "value": "oauth2",
          "secret": false,
          "masked": "oauth2",
          "shown": {
            "pl": "OAuth2",
            "en": "OAuth2"
          }
        },
        {
          "name": "oauth_provider",
          "label": {
            "pl": "Dostawca uwierzytelniania OAuth",
            "en": "OAuth provider"
          },
          "value": "Google",
          "secret": false,
          "masked": "Google",
          "shown": {
            "pl": "Synchronizacja z Google",
            "en": "Sync with Google"
          }
        },
        {
          "name": "client_id",
          "label": {
            "pl": "ID klienta",
            "en": "Client ID"
          },
          "value": "123456789012-EXAMPLE.apps.googleusercontent.com",
          "secret": false,
          "masked": "123456789012-EXAMPLE.apps.googleusercontent.com"
        },
        {
          "name": "client_secret",
          "label": {
            "pl": "Klucz tajny klienta",
            "en": "Client secret"
          },
          "value": "••••abcd",
          "secret": true,
          "masked": "••••abcd"
        },
        {
          "name": "redirect_uri_id",
          "label": {
            "pl": "Przekieruj URI",
            "en": "Redirect URI"
          },
          "value": "Gmail (OAuth)",
          "secret": false,
          "masked": "Gmail (OAuth)"
        },
        {
          "name": "status",
          "label": {
            "pl": "Aktywny",
            "en": "Active"
          },
          "value": "1",
          "secret": false,
          "masked": "1",
          "shown": {
            "pl": "zaznaczone",
            "en": "ticked"
          }
        },
        {
          "name": "visible",
          "label": {
            "pl": "Dostępny",
            "en": "Available"
          },
          "value": "1",
          "secret": false,
          "masked": "1",
          "shown": {
            "pl": "zaznaczone",
            "en": "ticked"
          }
        },
        {
          "name": "validate_cert",
          "label": {
            "pl": "Potwierdź certyfikat",
            "en": "Validate certificate"
          },
          "value": "1",
          "secret": false,
          "masked": "1",
          "shown": {
            "pl": "zaznaczone",
            "en": "ticked"
          }
        },
        {
          "name": "imap_encrypt",
          "label": {
            "pl": "Szyfrowanie",
            "en": "Encryption"
          },
          "value": "ssl",
          "secret": false,
          "masked": "ssl",
          "shown": {
            "pl": "ssl",
            "en": "ssl"
          }
        },
        {
          "name": "imap_host",
          "label": {
            "pl": "Host",
            "en": "Host"
          },
          "value": "imap.gmail.com",
          "secret": false,
          "masked": "imap.gmail.com"
        },
        {
          "name": "imap_port",
          "label": {
            "pl": "Port",
            "en": "Port"
          },
          "value": "993",
          "secret": false,
          "masked": "993"
        },
        {
          "name": "smtp_encrypt",
          "label": {
            "pl": "Szyfrowanie",
            "en": "Encryption"
          },
          "value": "ssl",
          "secret": false,
          "masked": "ssl",
          "shown": {
            "pl": "ssl",
            "en": "ssl"
          }
        },
        {
          "name": "smtp_host",
          "label": {
            "pl": "Host",
            "en": "Host"
          },
          "value": "smtp.gmail.com",
          "secret": false,
          "masked": "smtp.gmail.com"
        },
        {
          "name": "smtp_port",
          "label": {
            "pl": "Port",
            "en": "Port"
          },
          "value": "465",
          "secret": false,
          "masked": "465"
        },
        {
          "name": "spellcheck",
          "label": {
            "pl": "Sprawdzanie pisowni",
            "en": "Spell check"
          },
          "value": "0",
          "secret": false,
          "masked": "0",
          "shown": {
            "pl": "niezaznaczone",
            "en": "not ticked"
          }
        },
        {
          "name": "ip_check",
          "label": {
            "pl": "Sprawdź adres IP",
            "en": "Check IP address"
          },
          "value": "0",
          "secret": false,
          "masked": "0",
          "shown": {
            "pl": "niezaznaczone",
            "en": "not ticked"
          }
        },
        {
          "name": "identities_level",
          "label": {
            "pl": "Poziom dostępu do tożsamości",
            "en": "Level of access to identity"
          },
          "value": "0",
          "secret": false,
          "masked": "0",
          "shown": {
            "pl": "wiele tożsamości z możliwością edycji wszystkich parametrów",
            "en": "many identities with possibility to edit all params"
          }
        }
      ]
    }

    """#
