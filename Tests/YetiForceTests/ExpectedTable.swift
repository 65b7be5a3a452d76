/// What the filled form has to look like: the lines of a wide terminal, masked.

let expectedTable = #"""
    Serwer poczty
    Profil: Firma

    Podstawowy
      Temat                            Google
      Metoda autoryzacji               OAuth2
      Dostawca uwierzytelniania OAuth  Synchronizacja z Google
      ID klienta                       123456789012-EXAMPLE.apps.googleusercontent.com
      Klucz tajny klienta              ••••abcd
      Przekieruj URI                   Gmail (OAuth)
      Aktywny                          zaznaczone
      Dostępny                         zaznaczone
      Potwierdź certyfikat             zaznaczone

    Konfiguracja Imap
      Szyfrowanie                      ssl
      Host                             imap.gmail.com
      Port                             993

    Konfiguracja - SMTP
      Szyfrowanie                      ssl
      Host                             smtp.gmail.com
      Port                             465

    Inne ustawienia
      Sprawdzanie pisowni              niezaznaczone
      Sprawdź adres IP                 niezaznaczone
      Poziom dostępu do tożsamości     wiele tożsamości z możliwością edycji wszystkich parametrów

    Identyfikator URI przekierowania
      https://crm.example.com/webservice/OAuth/MailAccount/••••wxyz

    zamaskowane; --reveal pokazuje

    """#
