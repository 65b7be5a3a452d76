/// What is shown of a secret, and what of a redirect URI.
import Secrecy
import Testing
import YetiForce

struct MaskingTests {
    @Test(
        arguments: [
            ("", ""), ("a", "••••"), ("12345678", "••••"), ("123456789", "••••6789"),
            ("zażółćgę", "••••"), ("zażółć gęś", "•••• gęś"), ("😀😀😀😀😀😀😀😀", "••••"),
            ("abcdefghi\n", "••••ghi\n"),
            ("GOCSPX-0123456789012345678901234abcd", "••••abcd"),
        ])
    func `a secret shows its last four characters, a short one none`(
        value: String, masked: String
    ) throws {
        let form = form(["client_secret": value])
        let entry = try #require(form.entries.first { $0.field.name == "client_secret" })
        #expect(entry.masked.copiedIntoOrdinaryMemory() == masked)
    }

    private static let base = "https://crm.example.com/webservice/OAuth/MailAccount/"

    @Test(
        arguments: [
            ("", ""),
            (base + "0123456789abcdefghijklmnopqrwxyz", base + "••••wxyz"),
            (base + "short", base + "••••"),
            (base + "0123456789wxyz/", base + "••••xyz/"),
            (base + "0123456789wxyz?a=/b", base + "••••a=/b"),
            (base + "0123456789wxyz#/f", base + "••••z#/f"),
            (base + "0123456789wxyz/more", base + "••••more"),
            (
                "https://crm.example.com/sub/dir/0123456789wxyz",
                "https://crm.example.com/sub/dir/••••wxyz"
            ),
            ("https://crm.example.com/0123456789wxyz//", "https://crm.example.com/••••yz//"),
            ("https://crm.example.com/?key=0123456789wxyz", "••••"),
            ("https://crm.example.com/#0123456789wxyz", "••••"),
            ("https://crm.example.com", "••••"), ("https://crm.example.com/", "••••"),
            ("https://user:pass@crm.example.com/a/0123456789wxyz", "••••"),
            ("0123456789wxyz", "••••"), ("crm.example.com/a/0123456789wxyz", "••••"),
            ("https://", "••••"), ("https:///0123456789wxyz", "https:///••••wxyz"), ("/", "••••"),
        ])
    func `of a redirect URI only the key is masked, and all of it when in doubt`(
        uri: String, masked: String
    ) {
        let form = form(redirectURI: uri)
        #expect(form.redirectURI.masked.copiedIntoOrdinaryMemory() == masked)
    }
}
