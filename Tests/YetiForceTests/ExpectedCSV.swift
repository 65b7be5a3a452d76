/// What the filled form has to look like: the spreadsheet, masked; lines end with CR LF, which the test adds.

let expectedCSV = #"""
    name,label_pl,label_en,value
    name,Temat,Subject,Google
    auth_method,Metoda autoryzacji,Authorization method,oauth2
    oauth_provider,Dostawca uwierzytelniania OAuth,OAuth provider,Google
    client_id,ID klienta,Client ID,123456789012-EXAMPLE.apps.googleusercontent.com
    client_secret,Klucz tajny klienta,Client secret,••••abcd
    redirect_uri_id,Przekieruj URI,Redirect URI,Gmail (OAuth)
    status,Aktywny,Active,1
    visible,Dostępny,Available,1
    validate_cert,Potwierdź certyfikat,Validate certificate,1
    imap_encrypt,Szyfrowanie,Encryption,ssl
    imap_host,Host,Host,imap.gmail.com
    imap_port,Port,Port,993
    smtp_encrypt,Szyfrowanie,Encryption,ssl
    smtp_host,Host,Host,smtp.gmail.com
    smtp_port,Port,Port,465
    spellcheck,Sprawdzanie pisowni,Spell check,0
    ip_check,Sprawdź adres IP,Check IP address,0
    identities_level,Poziom dostępu do tożsamości,Level of access to identity,0
    redirect_uri,Autoryzowane identyfikatory URI przekierowania,Authorized redirect URIs,https://crm.example.com/webservice/OAuth/MailAccount/••••wxyz

    """#
