/// A certificate and its key, made for these tests and used nowhere else.

enum Sample {
    /// P-256, valid from 2020 to 2120.
    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBEDCBt6ADAgECAgEBMAoGCCqGSM49BAMCMBExDzANBgNVBAMMBlNhbXBsZTAg
        Fw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowETEPMA0GA1UEAwwGU2Ft
        cGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEQhwOGonlwIPF0iR7UjZDKnk3
        Lt2yjtbUWsgkjsZRrKUMmiMEAkOlbIpcF47ALsOduoiwHGm+Yt7CEFcyYhmq0zAK
        BggqhkjOPQQDAgNIADBFAiAvCwx8OXeaPW0F5vApEXYJJxl+ixVX0R0nPGLVHZP8
        5wIhAKn9F+3axQfdkfh34g3IPIxX89pxv8+2yPlno06TFvmM
        -----END CERTIFICATE-----

        """

    /// The key of `certificate`.
    static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgl7LKAe2m3elVy/kL
        GsijoagxANrezHVkqyJ1XEk8ru+hRANCAARCHA4aieXAg8XSJHtSNkMqeTcu3bKO
        1tRayCSOxlGspQyaIwQCQ6VsilwXjsAuw526iLAcab5i3sIQVzJiGarT
        -----END PRIVATE KEY-----

        """
}
