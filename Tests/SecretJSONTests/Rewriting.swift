/// Reads a whole document and writes it again: reader and writer against each other.
import Secrecy
import SecretJSON
import Testing

func secret(_ text: String) -> Secret { Secret(copying: text) }

func secret(_ bytes: [UInt8]) -> Secret { Secret(copying: bytes.raw) }

func text(_ secret: Secret) -> String {
    String(decoding: secret.bytes.copiedBytes(), as: UTF8.self)
}

/// The document as `layout`, every string of it read as a secret.
func rewritten(
    _ source: Secret, _ layout: JSONWriter.Layout = .compact, limits: JSONLimits = JSONLimits(),
    escapesLessThan: Bool = false
) throws(JSONError) -> String {
    var reader = try JSONReader(source, limits: limits)
    var writer = JSONWriter(layout, escapesLessThan: escapesLessThan)
    try copyValue(&reader, &writer)
    try reader.finish()
    return text(writer.finish())
}

private func copyValue(
    _ reader: inout JSONReader, _ writer: inout JSONWriter
) throws(JSONError) {
    switch try reader.peek() {
    case .object:
        try reader.beginObject()
        writer.beginObject()
        while let key = try reader.nextKey() {
            writer.key(key)
            try copyValue(&reader, &writer)
        }
        writer.endObject()
    case .array:
        try reader.beginArray()
        writer.beginArray()
        while try reader.nextElement() { try copyValue(&reader, &writer) }
        writer.endArray()
    case .string: writer.string(try reader.string())
    case .number: writer.integer(try reader.integer())
    case .bool: writer.bool(try reader.bool())
    case .null:
        try reader.null()
        writer.null()
    }
}

/// Whether the document passes without being read; nil, or why not.
func faultOfSkipping(_ source: Secret, limits: JSONLimits = JSONLimits()) -> JSONError? {
    do throws(JSONError) {
        var reader = try JSONReader(source, limits: limits)
        try reader.skip()
        try reader.finish()
        return nil
    } catch {
        return error
    }
}

/// What reading says; nil when it went through.
func faultOfReading(_ source: Secret, limits: JSONLimits = JSONLimits()) -> JSONError? {
    do throws(JSONError) {
        _ = try rewritten(source, limits: limits)
        return nil
    } catch {
        return error
    }
}

func fault(_ kind: JSONError.Kind, _ line: Int, _ column: Int) -> JSONError {
    JSONError(kind: kind, line: line, column: column)
}
