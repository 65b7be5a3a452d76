/// The page of a vendor's console that a step speaks of.
package import Guides
internal import Secrecy

extension Session {
    /// The address with what is known filled in; nil where the step opens nothing.
    ///
    /// Up to the query alone while something in it is not known: the console then opens its own
    /// choice of a project. A sensitive value never stands in an address.
    package func address(of step: Step) throws(Fault) -> String? {
        guard let template = step.open else { return nil }
        var address = ""
        for part in template.parts {
            switch part {
            case .literal(let text): address += text
            case .input(let id):
                guard let input = guide.input(id), !input.isSensitive,
                    conflictIfOpen(id).isEmpty,
                    let value = try valueIfOpen(input)?.copiedIntoOrdinaryMemory()
                else { return template.withoutUnknown }
                address += value
            }
        }
        return address
    }
}

extension Template {
    /// The address up to the first thing that is not known, without the query it stands in.
    fileprivate var withoutUnknown: String {
        guard case .literal(let text)? = parts.first else { return "" }
        return text.firstIndex(of: "?").map { String(text[..<$0]) } ?? text
    }
}
