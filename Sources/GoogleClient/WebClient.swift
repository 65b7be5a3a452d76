/// The object behind `web` in a client file.
internal import Secrecy
internal import SecretJSON

/// The wanted members; the first one that is not as it should be is kept in `fault`.
///
/// Faults of members are collected beside the errors of JSON, so that one kind of error is thrown.
struct WebClient {
    private(set) var clientID: Secret?
    private(set) var clientSecret: Secret?
    private(set) var projectID: Secret?
    private(set) var redirectURIs: [Secret] = []
    private(set) var fault: GoogleClientError?

    /// Reads a document whose only key is `web`.
    init(_ start: JSONReader) throws(JSONError) {
        var reader = start
        try reader.beginObject()
        while try reader.nextKey() != nil {
            guard try reader.peek() == .object else {
                fault = .wrongType(field: "web")
                try reader.skip()
                continue
            }
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "client_id": clientID = try string(key, &reader)
                case "client_secret": clientSecret = try string(key, &reader)
                case "project_id": projectID = try string(key, &reader)
                case "redirect_uris": redirectURIs = try strings(key, &reader)
                default: try reader.skip()
                }
            }
        }
        try reader.finish()
    }

    private mutating func string(
        _ field: String, _ reader: inout JSONReader
    ) throws(JSONError) -> Secret? {
        guard try reader.peek() == .string else {
            fault = fault ?? .wrongType(field: field)
            try reader.skip()
            return nil
        }
        let value = try reader.string()
        if value.isEmpty { fault = fault ?? .emptyValue(field: field) }
        return value
    }

    /// Google's limit is not published; nobody needs a tenth of this.
    private static let mostAddresses = 1000

    private mutating func strings(
        _ field: String, _ reader: inout JSONReader
    ) throws(JSONError) -> [Secret] {
        guard try reader.peek() == .array else {
            fault = fault ?? .wrongType(field: field)
            try reader.skip()
            return []
        }
        var values: [Secret] = []
        try reader.beginArray()
        while try reader.nextElement() {
            if let value = try string(field, &reader) { values.append(value) }
            // Each text with an escape is memory of its own; no client has so many addresses.
            if values.count > WebClient.mostAddresses {
                fault = fault ?? .wrongType(field: field)
                values = []
            }
        }
        return values
    }
}
