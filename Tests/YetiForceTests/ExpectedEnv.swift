/// What the filled form has to look like: the shell variables, masked.

let expectedEnv = #"""
    # zamaskowane; --reveal pokazuje
    YETIFORCE_NAME='Google'
    YETIFORCE_AUTH_METHOD='oauth2'
    YETIFORCE_OAUTH_PROVIDER='Google'
    YETIFORCE_CLIENT_ID='123456789012-EXAMPLE.apps.googleusercontent.com'
    YETIFORCE_CLIENT_SECRET='••••abcd'
    YETIFORCE_REDIRECT_URI_ID='Gmail (OAuth)'
    YETIFORCE_STATUS='1'
    YETIFORCE_VISIBLE='1'
    YETIFORCE_VALIDATE_CERT='1'
    YETIFORCE_IMAP_ENCRYPT='ssl'
    YETIFORCE_IMAP_HOST='imap.gmail.com'
    YETIFORCE_IMAP_PORT='993'
    YETIFORCE_SMTP_ENCRYPT='ssl'
    YETIFORCE_SMTP_HOST='smtp.gmail.com'
    YETIFORCE_SMTP_PORT='465'
    YETIFORCE_SPELLCHECK='0'
    YETIFORCE_IP_CHECK='0'
    YETIFORCE_IDENTITIES_LEVEL='0'
    YETIFORCE_REDIRECT_URI='https://crm.example.com/webservice/OAuth/MailAccount/••••wxyz'

    """#
