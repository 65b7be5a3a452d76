/// Fuzzes Google's client file: what is taken, written as plain JSON, is taken again as the same.
import Fuzzing
import GoogleClient
import Secrecy
import SecretJSON

@c(LLVMFuzzerTestOneInput)
public func fuzzGoogleClient(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe input(start, count)
    do throws(GoogleClientError) {
        let file = try GoogleClientFile(Secret(copying: bytes.raw))
        hold(!file.clientID.isEmpty && !file.clientSecret.isEmpty, "nothing empty is taken")
        let again = try GoogleClientFile(written(file))
        hold(again.clientID.equals(file.clientID), "the client is the same")
        hold(again.clientSecret.equals(file.clientSecret), "the secret is the same")
        hold((again.projectID == nil) == (file.projectID == nil), "so is the project")
        if let one = again.projectID, let other = file.projectID {
            hold(one.equals(other), "so is the project's name")
        }
        hold(again.redirectURIs.count == file.redirectURIs.count, "so are the addresses")
        for (one, other) in zip(again.redirectURIs, file.redirectURIs) {
            hold(one.equals(other), "so is each address")
        }
    } catch {
        if case .notJSON(let line, let column) = error {
            let ends = bytes.count { $0 == 10 || $0 == 13 }
            hold(
                (1...(ends + 1)).contains(line) && column >= 1,
                "a fault is at a place that is there")
        }
        if case .severalKeys(let keys) = error {
            hold(keys.count > 1 && keys.count <= 8, "several keys are two to eight")
        }
    }
    return 0
}

private func written(_ file: GoogleClientFile) -> Secret {
    var writer = JSONWriter(.pretty)
    writer.beginObject()
    writer.key("web")
    writer.beginObject()
    writer.key("redirect_uris")
    writer.beginArray()
    for address in file.redirectURIs { writer.string(address) }
    writer.endArray()
    if let project = file.projectID {
        writer.key("project_id")
        writer.string(project)
    }
    writer.key("client_secret")
    writer.string(file.clientSecret)
    writer.key("client_id")
    writer.string(file.clientID)
    writer.endObject()
    writer.endObject()
    return writer.finish()
}

@c(LLVMFuzzerCustomMutator)
public func mutate(
    _ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ capacity: Int, _ seed: UInt32
) -> Int {
    unsafe mutateJSON(start, count, capacity, seed: seed, words: words)
}

/// What the format knows; members in quotes, and a few values.
private let words =
    "web installed type service_account client_id client_secret project_id redirect_uris"
    .split(separator: " ").map { "\"\($0)\"" } + ["true", "null", "1", "{}", "[]", "[[\"a\"]]"]
