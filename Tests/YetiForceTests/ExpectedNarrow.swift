/// What the filled form has to look like: the lines of a narrow terminal, revealed, in English.

let expectedNarrow = #"""
    Serwer poczty
    Profil: Firma

    Basic
      Subject
        Google
      Authorization method
        OAuth2
      OAuth provider
        Sync with Google
      Client ID
        123456789012-EXAMPLE.apps.googleusercontent.com
      Client secret
        GOCSPX-EXAMPLE-abcd
      Redirect URI
        Gmail (OAuth)
      Active
        ticked
      Available
        ticked
      Validate certificate
        ticked

    Imap configuration
      Encryption
        ssl
      Host
        imap.gmail.com
      Port
        993

    SMTP configuration
      Encryption
        ssl
      Host
        smtp.gmail.com
      Port
        465

    Other settings
      Spell check
        not ticked
      Check IP address
        not ticked
      Level of access to identity
        many identities with possibility to edit all params

    Identyfikator URI przekierowania
      https://crm.example.com/webservice/OAuth/MailAccount/EXAMPLEKEY32wxyz

    UWAGA: czytelne

    """#
