/// Every value of the form, once all are there.
internal import Guides
internal import Platform
package import Secrecy
package import YetiForce

extension Session {
    /// The filled form; names what is missing and the step that captures it.
    package func form() throws(Fault) -> MailServerForm {
        try refusePlainMarkdown()
        guard let form = guide.form, form.id == MailServerForm.id else {
            throw .noForm(guide: guide.id)
        }
        let document = try vault().document
        var values: [String: Secret] = [:]
        for field in form.fields {
            values[field.name] = try guide.input(field.input).flatMap { (input) throws(Fault) in
                try value(input, in: document)
            }
        }
        let uri = try form.redirectURI.flatMap(guide.input).flatMap { (input) throws(Fault) in
            try value(input, in: document)
        }
        let filled = MailServerForm(
            values: values, redirectURI: uri, profile: profile, guide: guide.id)
        guard filled.missing.isEmpty else {
            throw .missingValues(
                filled.missing.map { name in
                    let input = form.input(of: name) ?? form.redirectURI ?? name
                    let step = guide.steps.first { $0.asks.contains(input) }
                    return MissingValue(input: input, step: step?.id)
                })
        }
        return filled
    }

    /// Writes an export to a file of mode 0600, as a whole or not at all.
    package static func write(_ export: Secret, to path: String) throws(Fault) {
        try onDisk { () throws(FileFault) in try Files.write(export.bytes, to: path) }
    }
}
