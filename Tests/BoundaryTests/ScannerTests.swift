/// The scanner that the other tests of this folder rest on.
import Testing

struct ScannerTests {
    private static let sample = ##"""
        internal import Secrecy // import Words
        package import struct Guides.Step
        /* unsafe /* unsafe */ unsafe
           still a comment */ let a = 1
        let b = "unsafe // no comment \(unsafe c + "unsafe") end"
        let d = #"raw \(unsafe) " and \#(unsafe e)"#
        let f = """
            unsafe
            """ // unsafe

        """##

    @Test func `code keeps interpolations and loses comments and literals`() {
        let source = SwiftSource(path: "Sources/Room/File.swift", text: ScannerTests.sample)
        #expect(
            source.code == [
                "internal import Secrecy ",
                "package import struct Guides.Step",
                "",
                " let a = 1",
                #"let b = "unsafe c + "")""#,
                #"let d = "unsafe e)""#,
                #"let f = ""#,
                "",
                #"" "#,
                "",
            ])
        #expect(
            source.comments == [
                "// import Words", "", "/* unsafe /* unsafe */ unsafe", "   still a comment */",
                "", "", "", "", "// unsafe", "",
            ])
        #expect(
            source.literals.map(\.text) == [
                "unsafe", #"unsafe // no comment \() end"#, #"raw \(unsafe) " and \()"#,
                "\n    unsafe\n    ",
            ])
        #expect(source.imports == ["Secrecy", "Guides"])
        #expect(source.room == "Room")
    }

    @Test func `the rooms are found`() {
        #expect(Repository.rooms.count >= 15)
        #expect(Repository.sources.count > 100)
        #expect(Repository.tests.contains { $0.path.hasSuffix("ScannerTests.swift") })
    }
}
