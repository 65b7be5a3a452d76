/// Who imports whom: arrows point down only, and each C library has one importer.
import Testing

struct ImportTests {
    /// Every room with exactly what it imports, a room below those that it imports.
    ///
    /// A change of this table is a change of the house: `design.md` and the README carry it too.
    static let house: [(room: String, imports: Set<String>)] = [
        ("Secrecy", ["CSodium", "Synchronization"]),
        ("CommonMark", ["CCommonMark", "Synchronization"]),
        ("Platform", ["CKeyutils", "CLinux", "Glibc", "Secrecy", "Synchronization"]),
        ("Carried", ["CContent"]),
        ("QRCode", ["Glibc", "Secrecy"]),
        ("Certificates", ["COpenSSL", "Secrecy"]),
        ("Curl", ["CCurl", "Certificates", "Secrecy"]),
        ("Wire", ["NIOCore", "Secrecy"]),
        ("Words", ["Synchronization", "Yams"]),
        ("SecretJSON", ["Secrecy"]),
        ("Age", ["Secrecy"]),
        ("Guides", ["CommonMark", "Secrecy", "Yams"]),
        ("Pictures", ["CommonMark", "Guides"]),
        ("GoogleClient", ["Secrecy", "SecretJSON"]),
        ("Vaults", ["Age", "Secrecy", "SecretJSON"]),
        ("Handover", ["Age", "Certificates", "Secrecy"]),
        ("Walkthrough", ["Guides", "Secrecy"]),
        ("YetiForce", ["Secrecy", "SecretJSON"]),
        ("Probes", ["Curl", "Guides", "Secrecy", "SecretJSON", "YetiForce"]),
        (
            "Workspace",
            [
                "Carried", "Certificates", "Curl", "Foundation", "GoogleClient", "Guides",
                "Handover", "Platform", "Probes", "Secrecy", "SecretJSON", "Vaults",
                "Walkthrough", "YetiForce",
            ]
        ),
        (
            "Phrases",
            [
                "Certificates", "CommonMark", "GoogleClient", "Guides", "Handover", "Platform",
                "Probes", "Secrecy", "Vaults", "Walkthrough", "Words", "Workspace", "YetiForce",
            ]
        ),
        (
            "WebUI",
            [
                "Carried", "CommonMark", "Guides", "HTTPTypes", "Hummingbird", "HummingbirdCore",
                "Logging", "Mustache", "NIOCore", "NIOHTTPTypes", "NIOPosix", "Phrases", "Platform",
                "Probes", "Secrecy", "Synchronization", "Vaults", "Walkthrough", "Wire", "Words",
                "Workspace",
                "YetiForce",
            ]
        ),
        (
            "Commands",
            [
                "ArgumentParser", "Carried", "Certificates", "CommonMark", "Curl", "Guides",
                "Handover", "Phrases", "Pictures", "Platform", "Probes", "QRCode", "Secrecy",
                "SecretJSON", "Synchronization", "Vaults", "Walkthrough", "WebUI", "Words",
                "Workspace",
                "YetiForce",
            ]
        ),
        ("krok", ["Commands"]),
    ]

    /// Modules that come from elsewhere, each with the only files that may import it.
    static let visitors: [(module: String, importers: [String])] = [
        ("CSodium", ["Sources/Secrecy/"]),
        ("CCommonMark", ["Sources/CommonMark/"]),
        ("CLinux", ["Sources/Platform/"]),
        ("CKeyutils", ["Sources/Platform/"]),
        ("CContent", ["Sources/Carried/"]),
        ("COpenSSL", ["Sources/Certificates/"]),
        ("CCurl", ["Sources/Curl/"]),
        ("Glibc", ["Sources/Platform/", "Sources/QRCode/"]),
        (
            "Synchronization",
            [
                "Sources/CommonMark/", "Sources/Platform/", "Sources/Secrecy/", "Sources/Words/",
                "Sources/WebUI/", "Sources/Commands/Serving.swift",
            ]
        ),
        ("Yams", ["Sources/Guides/", "Sources/Words/"]),
        ("ArgumentParser", ["Sources/Commands/"]),
        // The server and what stands in its interfaces: one face, and the way into secret memory.
        ("Hummingbird", ["Sources/WebUI/"]),
        ("HummingbirdCore", ["Sources/WebUI/"]),
        ("HTTPTypes", ["Sources/WebUI/"]),
        ("Logging", ["Sources/WebUI/"]),
        ("Mustache", ["Sources/WebUI/"]),
        ("NIOCore", ["Sources/WebUI/", "Sources/Wire/"]),
        ("NIOHTTPTypes", ["Sources/WebUI/"]),
        ("NIOPosix", ["Sources/WebUI/"]),
        // Foundation costs milliseconds at every start; it is here for NFC alone.
        ("Foundation", ["Sources/Workspace/ProfileName.swift"]),
    ]

    static func imports(of room: String) -> Set<String> {
        Set(Repository.sources.filter { $0.room == room }.flatMap(\.imports))
    }

    @Test func `the table names every room`() {
        #expect(ImportTests.house.map(\.room).sorted() == Repository.rooms)
    }

    @Test(arguments: house.map(\.room))
    func `a room imports what the table says`(room: String) {
        let expected = ImportTests.house.first { $0.room == room }?.imports ?? []
        #expect(ImportTests.imports(of: room).sorted() == expected.sorted())
    }

    @Test func `arrows point down only`() {
        var below: Set<String> = []
        let rooms = Set(ImportTests.house.map(\.room))
        for (room, imports) in ImportTests.house {
            #expect(imports.intersection(rooms).isSubset(of: below), "\(room)")
            below.insert(room)
        }
    }

    @Test(arguments: visitors.map(\.module))
    func `a module from elsewhere has its importers and no others`(module: String) {
        let allowed = ImportTests.visitors.first { $0.module == module }?.importers ?? []
        let importers = Repository.sources.filter { $0.imports.contains(module) }.map(\.path)
        for importer in importers {
            #expect(allowed.contains { importer.hasPrefix($0) }, "\(importer) imports \(module)")
        }
        for place in allowed {
            #expect(importers.contains { $0.hasPrefix(place) }, "\(place) has no need of \(module)")
        }
    }

    @Test func `nothing else is imported`() {
        let known = Set(ImportTests.house.map(\.room) + ImportTests.visitors.map(\.module))
        let all = Set(Repository.sources.flatMap(\.imports))
        #expect(all.subtracting(known).sorted() == [])
    }

    @Test(arguments: Repository.rooms)
    func `a room declares what it imports and nothing more`(room: String) throws {
        let system: Set<String> = ["Glibc", "Foundation", "Synchronization"]
        let declared = try #require(try Manifest().needs[room], "\(room) is no target")
        #expect(
            declared.sorted() == ImportTests.imports(of: room).subtracting(system).sorted())
    }
}
