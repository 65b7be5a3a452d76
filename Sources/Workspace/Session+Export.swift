/// Every value of the form, once all are there.
internal import Guides
internal import Platform
package import Secrecy
package import YetiForce

extension Session {
    /// The filled form; names what is missing for `format` and the step that captures it.
    package func form(for format: ExportFormat = .table) throws(Fault) -> MailServerForm {
        try refusePlainMarkdown()
        guard let form = guide.form, form.id == MailServerForm.id else {
            throw .noForm(guide: guide.id)
        }
        if format == .fill, form.address == nil { throw .noAddress(guide: guide.id) }
        let document = try vault().document
        func captured(_ name: String?) throws(Fault) -> Secret? {
            try name.flatMap(guide.input).flatMap { (input) throws(Fault) in
                try value(input, in: document)
            }
        }
        var values: [String: Secret] = [:]
        for field in form.fields { values[field.name] = try captured(field.input) }
        // A conflict in the address is nothing to whoever does not need it.
        let filled = MailServerForm(
            values: values, redirectURI: try captured(form.redirectURI),
            address: format == .fill ? try captured(form.address) : nil, profile: profile,
            guide: guide.id)
        let missing = filled.missing(for: format)
        guard missing.isEmpty else {
            throw .missingValues(
                missing.map { name in
                    let input = form.input(missing: name)
                    let step = guide.steps.first { $0.asks.contains(input) }
                    return MissingValue(input: input, step: step?.id)
                })
        }
        if format == .fill, !filled.hasBrowsableAddress, let input = form.address {
            throw .badAddress(input: input)
        }
        return filled
    }

    /// Writes an export to a file of mode 0600, as a whole or not at all.
    package static func write(_ export: Secret, to path: String) throws(Fault) {
        try onDisk { () throws(FileFault) in try Files.write(export.bytes, to: path) }
    }
}

extension Form {
    /// The input behind a name that a form misses.
    fileprivate func input(missing name: String) -> String {
        switch name {
        case MailServerForm.redirectURIName: redirectURI ?? name
        case MailServerForm.addressName: address ?? name
        default: input(of: name) ?? name
        }
    }
}
