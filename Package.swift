// swift-tools-version: 6.2
import PackageDescription

/// Every room is built with these: what the compiler can refuse, it refuses.
let strict: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
]

/// `Secrecy` alone lends memory as a property; the feature ties the loan to its owner.
let lending: [SwiftSetting] = strict + [.enableExperimentalFeature("Lifetimes")]

func room(
    _ name: String, needs dependencies: [Target.Dependency] = [],
    settings: [SwiftSetting] = strict, links: [LinkerSetting] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, swiftSettings: settings, linkerSettings: links)
}

func tests(of name: String, needs dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")

// The web server, and what stands in its interfaces.
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")

let package = Package(
    name: "krok",
    products: [
        .executable(name: "krok", targets: ["krok"]),
        .library(name: "Age", targets: ["Age"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        // For tests alone.
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // C libraries. The archives are named, so that a release carries them.
        .systemLibrary(name: "CSodium"),
        .systemLibrary(name: "CCommonMark"),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CKeyutils"),
        .target(name: "COpenSSL"),
        .systemLibrary(name: "CCurl"),
        .target(
            name: "CContent", path: "content",
            exclude: ["README.md", "gmail", "interface", "rotate-secret", "web"],
            sources: ["content.c"]),

        // Wrappers: the only rooms where `unsafe` stands.
        room(
            "Secrecy", needs: ["CSodium"], settings: lending,
            links: [.linkedLibrary(":libsodium.a")]),
        room(
            "CommonMark", needs: ["CCommonMark"],
            links: [
                .linkedLibrary(":libcmark-gfm-extensions.a"), .linkedLibrary(":libcmark-gfm.a"),
            ]),
        room(
            "Platform", needs: ["CKeyutils", "CLinux", "Secrecy"],
            links: [.linkedLibrary(":libkeyutils.a")]),
        room("Carried", needs: ["CContent"]),
        room("QRCode", needs: ["Secrecy"]),
        room("Certificates", needs: ["COpenSSL", "Secrecy"]),
        room("Curl", needs: ["CCurl", "Certificates", "Secrecy"]),

        room("Wire", needs: ["Secrecy", nioCore]),

        // Formats.
        room("SecretJSON", needs: ["Secrecy"]),
        room("Age", needs: ["Secrecy"]),
        room("Guides", needs: ["CommonMark", "Secrecy", yams]),
        room("GoogleClient", needs: ["Secrecy", "SecretJSON"]),
        room("Pictures", needs: ["CommonMark", "Guides"]),
        room("Words", needs: [yams]),

        // The domain.
        room("Vaults", needs: ["Age", "Secrecy", "SecretJSON"]),
        room("Handover", needs: ["Age", "Certificates", "Secrecy"]),
        room("Walkthrough", needs: ["Guides", "Secrecy"]),
        room("YetiForce", needs: ["Secrecy", "SecretJSON"]),
        room("Probes", needs: ["Curl", "Guides", "Secrecy", "SecretJSON", "YetiForce"]),

        // Use cases and faces.
        room(
            "Workspace",
            needs: [
                "Carried", "Certificates", "Curl", "GoogleClient", "Guides", "Handover",
                "Platform", "Probes", "Secrecy", "SecretJSON", "Vaults", "Walkthrough",
                "YetiForce",
            ]),
        room(
            "Phrases",
            needs: [
                "Certificates", "CommonMark", "GoogleClient", "Guides", "Handover", "Platform",
                "Probes", "Secrecy", "Vaults", "Walkthrough", "Words", "Workspace", "YetiForce",
            ]),
        room(
            "Commands",
            needs: [
                "Carried", "Certificates", "CommonMark", "Curl", "Guides", "Handover",
                "Phrases", "Pictures", "Platform", "Probes", "QRCode", "Secrecy", "SecretJSON",
                "Vaults", "Walkthrough", "WebUI", "Words", "Workspace", "YetiForce", arguments,
            ]),
        room(
            "WebUI",
            needs: [
                "Carried", "CommonMark", "Guides", "Phrases", "Platform", "Probes", "Secrecy",
                "Vaults", "Walkthrough", "Wire", "Words", "Workspace", "YetiForce", hummingbird,
                hummingbirdCore, httpTypes, logging, mustache, nioCore, nioHTTPTypes, nioPosix,
            ]),
        .executableTarget(
            name: "krok", dependencies: ["Commands"], swiftSettings: strict,
            linkerSettings: [
                // What the start of a release costs, `krok get` in a script most of all: 130,000
                // relocations in three megabytes (packed: some kilobytes), and libraries to be
                // bound. Nobody links against a program: without its 25,000 names in the table of
                // symbols that goes faster. C++ and its unwinder, which Swift needs, are linked in.
                .unsafeFlags(
                    [
                        "-use-ld=lld", "-Xlinker", "--no-export-dynamic", "-Xlinker", "-z",
                        "-Xlinker", "pack-relative-relocs", "-Xclang-linker", "-static-libgcc",
                        "-L", Context.packageDirectory + "/Sources/CLinux/link",
                    ], .when(configuration: .release))
            ]),

        // Tests, room by room.
        tests(
            of: "BoundaryTests",
            needs: [
                "Carried", "Curl", "Guides", "Probes", "Vaults", "Words", "Workspace", "YetiForce",
            ]),
        tests(of: "PlatformTests", needs: ["Platform", "Secrecy"]),
        tests(of: "VaultsTests", needs: ["Secrecy", "Vaults"]),
        tests(of: "WalkthroughTests", needs: ["Carried", "Guides", "Secrecy", "Walkthrough"]),
        tests(of: "WordsTests", needs: ["Words"]),
        tests(
            of: "WorkspaceTests",
            needs: [
                "Age", "Certificates", "Curl", "GoogleClient", "Guides", "Handover", "Platform",
                "Probes", "Secrecy", "Vaults", "Walkthrough", "Workspace", "YetiForce",
            ]),
        tests(
            of: "CommandsTests",
            needs: [
                "Carried", "Certificates", "Commands", "CommonMark", "GoogleClient", "Guides",
                "Handover", "Phrases", "Platform", "Secrecy", "Vaults", "Walkthrough", "Words",
                "Workspace", "YetiForce", arguments,
            ]),
        .testTarget(
            name: "AgeTests", dependencies: ["Age", "Secrecy"], exclude: ["Vectors"],
            swiftSettings: strict),
        tests(of: "QRCodeTests", needs: ["QRCode", "Secrecy"]),
        .executableTarget(
            name: "AgePeer", dependencies: ["Age", "Secrecy"], path: "Tests/AgePeer",
            swiftSettings: strict),
        tests(of: "SecrecyTests", needs: ["Secrecy"]),
        tests(of: "SecretJSONTests", needs: ["Secrecy", "SecretJSON"]),
        tests(of: "YetiForceTests", needs: ["Secrecy", "SecretJSON", "YetiForce"]),
        tests(of: "CertificatesTests", needs: ["Certificates", "Secrecy"]),
        tests(of: "HandoverTests", needs: ["Age", "Certificates", "Handover", "Secrecy"]),
        tests(of: "GoogleClientTests", needs: ["GoogleClient", "Secrecy"]),
        tests(of: "CommonMarkTests", needs: ["CommonMark"]),
        tests(of: "CurlTests", needs: ["Curl", "Secrecy"]),
        .testTarget(
            name: "TranscriptTests",
            dependencies: [
                "krok", .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ], exclude: ["Transcripts"], swiftSettings: strict),
        tests(of: "GuidesTests", needs: ["Carried", "CommonMark", "Guides", "Secrecy"]),
        tests(
            of: "WebUITests",
            needs: [
                "Secrecy", "WebUI", "Wire", hummingbird, httpTypes, nioCore, nioEmbedded,
                nioHTTPTypes, nioPosix,
            ]),
        tests(of: "PicturesTests", needs: ["Carried", "Guides", "Pictures"]),
    ],
    swiftLanguageModes: [.v6]
)

// Fuzz targets have no `main`: they link only where the fuzzer brings one, see `.ci/fuzz`.
if Context.environment["KROK_FUZZ"] != nil {
    func fuzz(_ name: String, needs dependencies: [Target.Dependency]) -> Target {
        .executableTarget(
            name: "Fuzz" + name, dependencies: ["Fuzzing", "Secrecy"] + dependencies,
            path: "Tests/Fuzz/" + name,
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])],
            linkerSettings: [
                .unsafeFlags(
                    ["malloc", "free"].flatMap { ["-Xlinker", "--wrap=sodium_\($0)"] })
            ])
    }
    package.targets.first { $0.name == "Secrecy" }?.swiftSettings?.append(.define("KROK_FUZZ"))
    package.targets += [
        .target(name: "Fuzzing", path: "Tests/Fuzz/Fuzzing", swiftSettings: strict),
        fuzz("Header", needs: ["Age"]),
        fuzz("Armor", needs: ["Age"]),
        fuzz("Bech32", needs: ["Age"]),
        fuzz("IdentityFile", needs: ["Age"]),
        fuzz("VaultDocument", needs: ["Vaults"]),
        fuzz("GoogleClient", needs: ["GoogleClient", "SecretJSON"]),
        fuzz("Guide", needs: ["Guides"]),
        fuzz("Condition", needs: ["Guides"]),
    ]
}
