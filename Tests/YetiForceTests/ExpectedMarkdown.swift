/// What the filled form has to look like: the page for a wiki, masked.

let expectedMarkdown = #"""
    # Serwer poczty

    Profil: `Firma`

    zamaskowane; --reveal pokazuje

    ## Podstawowy

    | Pole | Wartość | Nazwa |
    | --- | --- | --- |
    | Temat | `Google` | `name` |
    | Metoda autoryzacji | OAuth2 | `auth_method` |
    | Dostawca uwierzytelniania OAuth | Synchronizacja z Google | `oauth_provider` |
    | ID klienta | `123456789012-EXAMPLE.apps.googleusercontent.com` | `client_id` |
    | Klucz tajny klienta | `••••abcd` | `client_secret` |
    | Przekieruj URI | `Gmail (OAuth)` | `redirect_uri_id` |
    | Aktywny | zaznaczone | `status` |
    | Dostępny | zaznaczone | `visible` |
    | Potwierdź certyfikat | zaznaczone | `validate_cert` |

    ## Konfiguracja Imap

    | Pole | Wartość | Nazwa |
    | --- | --- | --- |
    | Szyfrowanie | ssl | `imap_encrypt` |
    | Host | `imap.gmail.com` | `imap_host` |
    | Port | `993` | `imap_port` |

    ## Konfiguracja - SMTP

    | Pole | Wartość | Nazwa |
    | --- | --- | --- |
    | Szyfrowanie | ssl | `smtp_encrypt` |
    | Host | `smtp.gmail.com` | `smtp_host` |
    | Port | `465` | `smtp_port` |

    ## Inne ustawienia

    | Pole | Wartość | Nazwa |
    | --- | --- | --- |
    | Sprawdzanie pisowni | niezaznaczone | `spellcheck` |
    | Sprawdź adres IP | niezaznaczone | `ip_check` |
    | Poziom dostępu do tożsamości | wiele tożsamości z możliwością edycji wszystkich parametrów | `identities_level` |

    ## Identyfikator URI przekierowania

    `https://crm.example.com/webservice/OAuth/MailAccount/••••wxyz`

    """#
