/// Certificates and keys made for these tests and used nowhere else.

enum Fixture {
    /// RSA, 2048 bits, valid from 2020 to 2120, `keyEncipherment`.
    static let rsa = """
        -----BEGIN CERTIFICATE-----
        MIICFzCCAb6gAwIBAgIUW1vboo51VS8fuFvbWt9lmsVM7LgwCgYIKoZIzj0EAwIw
        DzENMAsGA1UEAwwEVGVzdDAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAw
        MFowKDELMAkGA1UEBhMCUEwxGTAXBgNVBAMMEMW7w7PFgnRhIMWCw7NkxbowggEi
        MA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQDTNKUZ38AHL0w7xOzFBvDsX7R3
        BYwZtlh1LV8JzzzLw5Jo0hW8GcUZF2Ry3Qexqt43K0E/6x0D6zIh2ay22KasnVzD
        +u2qd+d+bWRTh0/UzvpQ5OnID3UtyUhGO0OsieVr5qzPzULLssI9T3lmX3SEtY2Q
        m47X6IVlQvlHNaw2ETX+s7mnOylR4S+WbsLftqK5dSUZLjLYgSPE25Z0Ojv5dFBW
        f8VpZ0mdU6OH1Tgu+4CWIhuEgQoms0Fl9w+qXkni6c9c5gqb+4ceYE5cqeO4qhzG
        Jn46CYyx/rm0xKO6MCiYb5GVlOSbtV7hLZQ9KLIqAiKchwkfPrij2ObfG6CFAgMB
        AAGjEjAQMA4GA1UdDwEB/wQEAwIFIDAKBggqhkjOPQQDAgNHADBEAiBb6UOLYKVY
        WLT/4Bf6+EAdeck+NNKpDp6VA5Sc0SrooQIgHAMJQMT8+NfNuPDWWd9gYFDjSKXs
        ko55t9NgkIJddkc=
        -----END CERTIFICATE-----

        """

    /// The key of `rsa`, PKCS #8.
    static let rsaKey = """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDTNKUZ38AHL0w7
        xOzFBvDsX7R3BYwZtlh1LV8JzzzLw5Jo0hW8GcUZF2Ry3Qexqt43K0E/6x0D6zIh
        2ay22KasnVzD+u2qd+d+bWRTh0/UzvpQ5OnID3UtyUhGO0OsieVr5qzPzULLssI9
        T3lmX3SEtY2Qm47X6IVlQvlHNaw2ETX+s7mnOylR4S+WbsLftqK5dSUZLjLYgSPE
        25Z0Ojv5dFBWf8VpZ0mdU6OH1Tgu+4CWIhuEgQoms0Fl9w+qXkni6c9c5gqb+4ce
        YE5cqeO4qhzGJn46CYyx/rm0xKO6MCiYb5GVlOSbtV7hLZQ9KLIqAiKchwkfPrij
        2ObfG6CFAgMBAAECggEAZGZYPa6BqGixgpAgRaEBEjyEmzfF28s0za8dyJn9Opfj
        l3SW5G4TpdPa6kdsCudA71TelbX8ewppMHI7ikf/I3tCx98W77xEDXOPB64BIxap
        I59OCs5eU7+lXc16ZCDBMMPdToMyx4ZYk7Cd8y5ZQ2TSwPVRuA1OrE5kFZfMH369
        qs548A89rTyzjseOjMVO9u7WyZF8fJPzr75SoelgZtCDhHdJiaTFmVXpKp/9/up9
        BGOOEVX6tVJOUyGqTXMhaXuJV4yZLvrADazm1sj4SjGt4tUjp+wtRDUUiLh61tkF
        9ILsVWJzciFCEkqH3f7+InDzx/tS1HlNr0af4BIcGQKBgQDz5ytgnPrXdbafMibz
        phY8coTQJTMI1jH5zjmKEOobsSL7hfjdXQQBL5/OL6Qyi/AAE8Zc39lzHPDnUnrs
        xZ7RLNF24tb6ivQAmercJRR+z3Q+e1GiymwgbQUJri9pv+BKhUFfr9Qb+kJDesaW
        phsMYCdyh8Xshbj2ZX9SSJxoJwKBgQDdrlFgZfh8nl6WzjENn8jUncOIotu1QgWq
        rknO/J0ismDb8oHDLZ2l4/xJ9Y8BeLSpp2nXfBxCD6adBLXb3ve4PfOCV8sd15Mx
        lJskhHc2LZxrOvKEdLo5CjxSxy/QGI11FCz8/glq1ZL0leBoQxDmi4aXOXW8irKO
        0LaCC0fRcwKBgQDECSLJRYMsGDXPYJ0EKpMmxJjRP4T0bky+zq1atlukJEzMwxKS
        wYdNeLzGGW6tHeKp/TrrPRRmvHU4SAf7NJ+A2rgFCS/nMjYKIawugzMk9ZMmATJN
        WMttiJKLBFChe5JH8zDnOsiOMCiAWjcxsJJ+8O3j1RMVFyniCRQ7y5bC8wKBgCTJ
        1P9mbMJhldj5BvL33WBLfjOis0t1VXNp0R3klj830xMtP5OgclUhbLDpa34XBgRR
        oCL+mcHszv2n1nZSnlGZFlw/LZoaOHc17jk1MoNvNlIlSjHpHS5yIGisXabvLCqN
        2plxnyZ3oxer973Vw2w/I2rdQkizy8YfpOoX7Sc5AoGAReZg/yRnsO1vbWIX/3b0
        9Cb3+XyJAFEdy+CIOsPc4548w0m20c/c/IRUYW2SsqirGrThCws6GDzWpYJvnmaW
        UNVxlv9SSVapG7UmPsX7/rBBu7n8bwarT6hOjSqN8GWZcLQwkWJG7d+HaeNn5y5H
        36JZvE54m+vnQyW4YJqpZ5o=
        -----END PRIVATE KEY-----

        """

    /// P-256, without `keyUsage`.
    static let ec = """
        -----BEGIN CERTIFICATE-----
        MIIBKjCB0aADAgECAhQ9QZPOK+vBIsYvRlik8cWuPINjGDAKBggqhkjOPQQDAjAP
        MQ0wCwYDVQQDDARUZXN0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAw
        WjAaMQswCQYDVQQGEwJQTDELMAkGA1UEAwwCRUMwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAASnFl6DOMaGnyPjDyaC9SzPJw8tCYt80mtUjgZ+fkaVRcGZIfinRoYW
        wrwCzdjKoD+Qj8rdmRXaVLPGK+do6k6jMAoGCCqGSM49BAMCA0gAMEUCIQCbz7M0
        OIvVoE9cb8bIIQ2DREzm8+Z4HdF6lDAExfJRewIgO+051Zr4AzZL0FG5DviQy5S1
        u30MrcQIYk/PBEXfYWQ=
        -----END CERTIFICATE-----

        """

    /// The key of `ec`, in the older form.
    static let ecKey = """
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEIEBhNMbXfyjP5oqInF0i3fJRr7gMA4pbs25IMPjoC4VjoAoGCCqGSM49
        AwEHoUQDQgAEpxZegzjGhp8j4w8mgvUszycPLQmLfNJrVI4Gfn5GlUXBmSH4p0aG
        FsK8As3YyqA/kI/K3ZkV2lSzxivnaOpOow==
        -----END EC PRIVATE KEY-----

        """

    /// The same key behind the passphrase `hasło`.
    static let ecKeyEncrypted = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIH0MF8GCSqGSIb3DQEFDTBSMDEGCSqGSIb3DQEFDDAkBBAPCVyuKkMZhQYeV8Pk
        Gn9CAgIIADAMBggqhkiG9w0CCQUAMB0GCWCGSAFlAwQBKgQQh5hciooDY6q9c9nY
        ygpK8wSBkI7pti5Y/tGxCPE06zczua36rMiW/4gZbzbbC86h3NH1VgqYRSgkF9bU
        g4YVnO9CbE1CKgpkUDUAPOZw1ISCsa8Zbqq17qA0mrQN4gs8KypFpfNwOuE21juW
        JLX5D8X6He7JF6ezPR52XHG8xHSYRAgHonj9yiVlRKQ4uEccHKCuK1hKqAgPqG/9
        ZjGgn4waOg==
        -----END ENCRYPTED PRIVATE KEY-----

        """

    /// The key of `rsa` in the older encrypted form, behind `old`.
    static let rsaKeyOldEncrypted = """
        -----BEGIN RSA PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-256-CBC,24F9C950A345493DD263D3FDAC49FDC8

        Xuw9Wol+GKIWO9CdoHYumAkYiJAyqX17iqh1vFtd+9GKqdqY9UxZeV5tHbuhECeu
        OmWZfHfJ8R3/Hxm8yNEqt0sLQfV0p5o1wwGb4UwHjl0x0tTKE5d8yCnibB+FLmX9
        muRupID9hrsoxEr3Awuhyu40BmOH0oMIH74yXIgOc6qsJ8Ck7y5gTPAyXOa4wiIT
        sYUJHCTREC5nn33RAxPvDM50g8JwhJsMJ9ZZZfb3SGEafNYaHzFoZmlBlKSEk8ij
        3QjiW7lV+9HkAlfmC6Tz+CoPz/b6Dl23aXyyj1GpIl8aIX5GD347PtswVZi0tl+c
        GxY1OUh35ljj6oCWe7Rz8kSKXeYwvoe/Hvwt0twiG3YZsSM/mKV35Uu4xD+BcC7Z
        PTlsCvT9gEpBUqAAtxbhDfDeRY0YqSxybXftUBCzGBH/U27ZR3c5qbWGZwIItd5I
        LhCGu+RUptHcNp8FFyenFJ/Rqcjp9eXOMPEVetZnm41SQY1C8+PYPVzWB5N7wQYx
        pINVSQ+GTRys15siL3NN8Txe3k92jJXaK4IFnuxHuwboNVA02LbXl/UnoaxzUK3C
        fsmlLtponl1O5eC10FJKFdfkz5dYZxM81QvcKz4lE1clw2X1jZtMUm1zFFA9QkwZ
        aVVv6dF3cXB5Xo5AgK97e/HxsR3ybWHBm2DOD/Lb8D+DPJBocTSCECtEx/XONf+m
        5rQBJhrnS1CWlc5FwgUWD0joNPLqwl5CIp+w4MvyN0PwfMz2f5OAgCjGQWSBBwlp
        581baSbpdSooPPHLEQm2/c7QUWtc8rNdZaQySWNFMwEbTSmlGQ7cretIDlYgZEmJ
        WS5HKsHheTJtP5Sx5P3A+8pW9Mh12Sj5/fQwRkacfrWFbjYxsHc4yClvy+h5zw6M
        4984W/qtZs+B/BhuegSpkc/4G5hc+czE57GEm+ahIq6WFDPpSbXkstT5JszwOtoS
        cA14yw6HUsIGyOjftHC3qRqyK2245R/EPW5ZpALg1JzC+rNPnPf9j+T/iMBVUiI1
        vDSfgCy5TSjWcxSm/bhEMsVdPIrY2lGcdgQaInyRAqW3F/hyagt3FUDcgTs4A5CP
        2EUrHc4gUMbWxN1kTeqkNLcdEbCsNcU7lBjhYI/fILv2mkDG3YeymfpQZthNYg6b
        4caourOBYbtWK4zSSP9JRpyYgIqKWPKNP5hYOnOx3sSNyPAG9O0yGuW+a60YU4um
        k/iZxo4qtNZtlujx4TWMxKbG1EmHro66bysC1jEbjGLJF0M2lYhKhFy2nBqNjHHP
        er/0klmW3PClODTCnkopM0SLuaCNC10bjqp/ag9eR5v7EmUzU9ICMzv1XLHonIkF
        6SEfHfhovHxkRNjR8P2PIuCg7CkiKrBCzNVRg+RZSg5kHq+tiVmc6qmBmdTLPD9A
        ECtYXfAriZUPYiOhYZkbKS99npONOKzXHPmWDRS2Q2NKigD0DD2wvfsRJIgTGHh8
        1znm0flf9+dPXg189GQaK0JSllQqgoK0211ZAHtTVnR9lGDatP+XtjWsxHYJbABB
        Dzst2w0r64aPIxYmO1qk+l9ppolK+iu0F2sAPSZeSZRI5WIAGv4PybU2mkpsVxYi
        -----END RSA PRIVATE KEY-----

        """

    /// A key of no certificate here, P-384.
    static let strangerKey = """
        -----BEGIN PRIVATE KEY-----
        MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDBlE4AyBToXn6ntHJvK
        odnIJsVHljCyx/HgrKwVd4sXANVO/v9HigBSuG9FOmUaF8ehZANiAATM+CuAH8Oe
        hvELm1gCShpH0qntYM3JrmxqP+7aBqLzDcbis0UeQH4x3w/B1ZTuBnNw0HrT01ZQ
        7AA4eyhDiIbZ+/RHb05MmL2ArvcCjEYefMZWoXUEaUrgpSw1neIW05Y=
        -----END PRIVATE KEY-----

        """

    /// Another key on the curve of `ec`.
    static let otherECKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgmWf4vEGNFCrVpKvb
        wLOH+BkF/BnJIkstTkN7CrEuzouhRANCAATsUbFXt6mRYUQceLRFzQtFidamxC7N
        Wfo52wXjJfxXx/XFfJoIQeN7t+y1bfSkzshuDWupBTCzTCYpH23o7QL3
        -----END PRIVATE KEY-----

        """

    /// RSA, 1024 bits.
    static let weak = """
        -----BEGIN CERTIFICATE-----
        MIIBdDCCARqgAwIBAgIUV/00UDvzbjMUtAPmLdu1Z+acxc4wCgYIKoZIzj0EAwIw
        DzENMAsGA1UEAwwEVGVzdDAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAw
        MFowHDELMAkGA1UEBhMCUEwxDTALBgNVBAMMBFdlYWswgZ8wDQYJKoZIhvcNAQEB
        BQADgY0AMIGJAoGBAMov5o3u4rVvC9zIchubZnO/Iv8wCFAy7JVnwIpsVNdcDc9q
        2PL6bfjwiQwjMSlYkTrNvIsjnLicejiZGSjHWENJ1gRA/T04krHBhBXCVqmKSNO9
        qm7WPAooAOHb1Yn/yF3+2P43CT4imE5YRrNYBXbKds08Eh7fWhnKBnWCGb/lAgMB
        AAEwCgYIKoZIzj0EAwIDSAAwRQIgYp/SZrCvrWgCTnsaeZCWrWskxnIIZLX1lnFT
        Fq1nTqoCIQCvO6EBmxVxwSaF1a9K/ghL3TbKC4xmFjDB+FQNtJQDnw==
        -----END CERTIFICATE-----

        """

    /// P-192: a curve shorter than is written to.
    static let smallCurve = """
        -----BEGIN CERTIFICATE-----
        MIIBETCByKADAgECAhRozu+8z8OmFyelXaanQLlCqsa8rTAKBggqhkjOPQQDAjAY
        MRYwFAYDVQQDDA1zbWFsbC5leGFtcGxlMCAXDTIwMDEwMTAwMDAwMFoYDzIxMTkx
        MjMxMDAwMDAwWjAYMRYwFAYDVQQDDA1zbWFsbC5leGFtcGxlMEkwEwYHKoZIzj0C
        AQYIKoZIzj0DAQEDMgAEHtqlxKcEYxCLgUKnL1gdwey3BpSpEdn15WmZEvIQNFRa
        QrXvPP+g3oyQ1wUrqLUeMAoGCCqGSM49BAMCAzgAMDUCGDNYQ0afPIGte7d8LHoB
        P57fI+jYrLXxKAIZAM0Ye3P10Qujl2RVvRr90PtT1ecsF7MCvQ==
        -----END CERTIFICATE-----

        """

    /// Ed25519, which only signs.
    static let ed25519 = """
        -----BEGIN CERTIFICATE-----
        MIH6MIGioAMCAQICFBYodHH6gNldtaikwYNeU/5rRDgTMAoGCCqGSM49BAMCMA8x
        DTALBgNVBAMMBFRlc3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBa
        MBoxCzAJBgNVBAYTAlBMMQswCQYDVQQDDAJFZDAqMAUGAytlcAMhABh/munETZS2
        C9mMM8QH4Pfjcl5Ybw4eIt9KCXXxuqGHMAoGCCqGSM49BAMCA0cAMEQCIHJlKnc8
        cTh4skpLy6STLm5H/dfggLR/aGi2TJVpVXQCAiBNk4esiNuPRYTWUkJw7vgWUsy7
        GHtMnG0bUieTwOLlcw==
        -----END CERTIFICATE-----

        """

    /// The key of `ed25519`.
    static let ed25519Key = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIKnRzes5Ketv75N93l0RJlhJET3O/UQ5ga2XojVozXgc
        -----END PRIVATE KEY-----

        """

    /// X25519, which OpenSSL 3.0 cannot use for CMS.
    static let x25519 = """
        -----BEGIN CERTIFICATE-----
        MIH5MIGhoAMCAQICFB6NlLCq4UUAuNIamGNKuZZM7QiGMAoGCCqGSM49BAMCMA8x
        DTALBgNVBAMMBFRlc3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBa
        MBkxCzAJBgNVBAYTAlBMMQowCAYDVQQDDAFYMCowBQYDK2VuAyEApYD4bSARwZW2
        bqTuaak/4sh9mMIsUja8v6+z/XloyQEwCgYIKoZIzj0EAwIDRwAwRAIgEPUq0viH
        CCIDNSvvXTvDuMfgm0fUXHhBMvaa9odZmJcCIHgL3j/l0EjurXvausoZlNpsHlA8
        CxO7HUVAJLMVDcDe
        -----END CERTIFICATE-----

        """

    /// Expired at the beginning of 2021.
    static let old = """
        -----BEGIN CERTIFICATE-----
        MIIBKTCB0KADAgECAhQDSwmy15ftErD3hzz4I26s3uGZ0TAKBggqhkjOPQQDAjAP
        MQ0wCwYDVQQDDARUZXN0MB4XDTIwMDEwMTAwMDAwMFoXDTIxMDEwMTAwMDAwMFow
        GzELMAkGA1UEBhMCUEwxDDAKBgNVBAMMA09sZDBZMBMGByqGSM49AgEGCCqGSM49
        AwEHA0IABKcWXoM4xoafI+MPJoL1LM8nDy0Ji3zSa1SOBn5+RpVFwZkh+KdGhhbC
        vALN2MqgP5CPyt2ZFdpUs8Yr52jqTqMwCgYIKoZIzj0EAwIDSAAwRQIgXiDaWI+X
        ixdO9LdLNwOoGw5D600fLRLsxXMMK4LTEwgCIQDNBouuyVx6BVWrjfaPzuKdeRzz
        D4HtbkSG5Hv6jjg7yw==
        -----END CERTIFICATE-----

        """

    /// P-256 with a `keyUsage` for signatures alone.
    static let signing = """
        -----BEGIN CERTIFICATE-----
        MIIBQjCB6aADAgECAhQWJ3OnIKaD1284vCMw1q9Tru//5jAKBggqhkjOPQQDAjAP
        MQ0wCwYDVQQDDARUZXN0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAw
        WjAeMQswCQYDVQQGEwJQTDEPMA0GA1UEAwwGU2lnbmVyMFkwEwYHKoZIzj0CAQYI
        KoZIzj0DAQcDQgAEpxZegzjGhp8j4w8mgvUszycPLQmLfNJrVI4Gfn5GlUXBmSH4
        p0aGFsK8As3YyqA/kI/K3ZkV2lSzxivnaOpOo6MSMBAwDgYDVR0PAQH/BAQDAgeA
        MAoGCCqGSM49BAMCA0gAMEUCIQD2KXgEZ24ged5vnj/sEHV8FbA0n2CH9oxFmRyg
        52/RegIgdBf3pGIlQI7m9gkJtBvVc+B9N5lOksMLkkeK9vVP2WA=
        -----END CERTIFICATE-----

        """

    /// RSA with a `keyUsage` for signatures alone.
    static let signingRSA = """
        -----BEGIN CERTIFICATE-----
        MIICDzCCAbSgAwIBAgIUbIgV4gikAiY77h8DI8kQhJtmhGgwCgYIKoZIzj0EAwIw
        DzENMAsGA1UEAwwEVGVzdDAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAw
        MFowHjELMAkGA1UEBhMCUEwxDzANBgNVBAMMBlNpZ25lcjCCASIwDQYJKoZIhvcN
        AQEBBQADggEPADCCAQoCggEBANM0pRnfwAcvTDvE7MUG8OxftHcFjBm2WHUtXwnP
        PMvDkmjSFbwZxRkXZHLdB7Gq3jcrQT/rHQPrMiHZrLbYpqydXMP67ap3535tZFOH
        T9TO+lDk6cgPdS3JSEY7Q6yJ5WvmrM/NQsuywj1PeWZfdIS1jZCbjtfohWVC+Uc1
        rDYRNf6zuac7KVHhL5Zuwt+2orl1JRkuMtiBI8TblnQ6O/l0UFZ/xWlnSZ1To4fV
        OC77gJYiG4SBCiazQWX3D6peSeLpz1zmCpv7hx5gTlyp47iqHMYmfjoJjLH+ubTE
        o7owKJhvkZWU5Ju1XuEtlD0osioCIpyHCR8+uKPY5t8boIUCAwEAAaMSMBAwDgYD
        VR0PAQH/BAQDAgeAMAoGCCqGSM49BAMCA0kAMEYCIQCNzKeQZB4icn/A6P5JgKvx
        VjwyU+n+lk4EDhY7zmXUSQIhAIqFLfnlqj1AU3WvzXPvy6IrjxBhNj8371BFNstd
        8TZv
        -----END CERTIFICATE-----

        """

    /// A subject with an escape sequence, a line feed and a turn of direction.
    static let steering = """
        -----BEGIN CERTIFICATE-----
        MIIBMTCB2aADAgECAhQ2hsiPhk1T8fqU6Q5FGpJ7Vl8bxjAKBggqhkjOPQQDAjAP
        MQ0wCwYDVQQDDARUZXN0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAw
        WjAiMQswCQYDVQQGEwJQTDETMBEGA1UEAwwKYRtbMkoK4oCuYjBZMBMGByqGSM49
        AgEGCCqGSM49AwEHA0IABKcWXoM4xoafI+MPJoL1LM8nDy0Ji3zSa1SOBn5+RpVF
        wZkh+KdGhhbCvALN2MqgP5CPyt2ZFdpUs8Yr52jqTqMwCgYIKoZIzj0EAwIDRwAw
        RAIgCGdkeQbnyosV9IK6p7g3aw49mLgrBW9/WVPPQwhDa1YCIBNJVPyGAd5Ui+4x
        TZWGU3nqN75Rsv4br0G45+ZYgQK3
        -----END CERTIFICATE-----

        """
}
