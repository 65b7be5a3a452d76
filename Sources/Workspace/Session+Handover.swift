/// An export sealed for somebody else.
package import Handover
internal import Platform
package import Secrecy

extension Session {
    /// Everybody whom `names` name: `age1…`, or files of recipients or certificates.
    ///
    /// All of them are checked; the first that cannot be sealed for is refused.
    package static func addressees(
        _ names: [String], in environment: Environment
    ) throws(Fault) -> [Addressee] {
        var found: [Addressee] = []
        for name in names {
            // A secret key given by mistake must not be shown again.
            let place = Addressee.isText(name) && !name.hasPrefix("age1") ? "--to" : name
            found += try inHandover(place) { () throws(HandoverError) in
                Addressee.isText(name) ? [try Addressee(name)] : []
            }
            guard !Addressee.isText(name) else { continue }
            let file = try onDisk { () throws(FileFault) in
                try Files.read(name, limit: Addressee.largestFile)
            }
            found += try inHandover(place) { () throws(HandoverError) in
                let named = try Addressee.read(file)
                for addressee in named { try addressee.check(at: environment.clock.seconds) }
                return named
            }
        }
        return try inHandover(names.joined(separator: ", ")) { () throws(HandoverError) in
            try Addressee.together(found)
        }
    }

    /// `export` as a text that `addressees` alone can open.
    package static func seal(
        _ export: Secret, for addressees: [Addressee], cbc: Bool
    ) throws(Fault) -> Secret {
        let file = try inHandover("") { () throws(HandoverError) in
            try Sealing.seal(export, for: addressees, cbc: cbc)
        }
        return Secret(copying: file.raw)
    }

    /// A file that somebody sealed, recognised; `-` is standard input.
    package static func sealedFile(_ path: String) throws(Fault) -> SealedFile {
        let file = try onDisk { () throws(FileFault) in
            try Files.read(path, limit: SealedFile.largest)
        }
        return try inHandover(path) { () throws(HandoverError) in try SealedFile(file) }
    }
}

/// Runs `body`, whose refusals become faults of the use case, named after the file.
package func inHandover<Result>(
    _ path: String, _ body: () throws(HandoverError) -> Result
) throws(Fault) -> Result {
    do throws(HandoverError) {
        return try body()
    } catch {
        throw .handover(path: path, error)
    }
}
