/// Taking in what a colleague exported.
package import Guides
package import Secrecy
internal import Vaults
package import Walkthrough
package import YetiForce

extension Session {
    /// What is about to be taken in, and what it would change.
    package struct ReceivePlan: Sendable {
        /// What happens to an input.
        package enum Change: String, Sendable, CaseIterable {
            case new, same, replaced
        }

        let values: [(Input, Secret)]

        /// Each input that is taken, in the form's order.
        package let changes: [(input: String, change: Change)]

        /// What is odd about the values; it blocks nothing.
        package let warnings: [(input: Input, warning: ValueWarning)]
    }

    /// The form in a decrypted document, which has to be of this guide.
    package func receivedForm(_ document: Secret, from path: String) throws(Fault) -> ReceivedForm {
        let received: ReceivedForm
        do throws(ReceivedFormError) {
            received = try ReceivedForm(document)
            guard guide.form?.id == MailServerForm.id else {
                throw ReceivedFormError.otherForm(MailServerForm.id)
            }
            guard received.guide == guide.id else {
                throw ReceivedFormError.otherGuide(received.guide, expected: guide.id)
            }
        } catch {
            throw .received(path: path, error)
        }
        return received
    }

    /// Opens the vault with identities that are at hand; false when they fit none of its slots.
    package func openIfFits(_ identities: Secret, slot: String?) throws(Fault) -> Bool {
        guard !isOpen else { return true }
        do throws(Fault) {
            adopt(
                try VaultFolder(at: place.path).open(
                    slot: slot, identities: identities, opening: opening))
        } catch {
            guard case .noIdentityFits = error else { throw error }
            return false
        }
        return true
    }

    /// Compares a received form with what is captured, and judges its values; writes nothing.
    package func plan(_ received: ReceivedForm) throws(Fault) -> ReceivePlan {
        let document = try vault().document
        var warnings: [(input: Input, warning: ValueWarning)] = []
        let values = try inputs(of: received)
        for (input, raw) in values {
            // Judged here as well, so that a refusal comes before any question.
            warnings += try check(input, raw, in: document).warnings.map { (input, $0) }
        }
        return ReceivePlan(
            values: values, changes: try changes(values, in: document), warnings: warnings)
    }

    private func changes(
        _ values: [(Input, Secret)], in document: VaultDocument
    ) throws(Fault) -> [(input: String, change: ReceivePlan.Change)] {
        var changes: [(input: String, change: ReceivePlan.Change)] = []
        for (input, raw) in values {
            let value = try check(input, raw, in: document).value
            let standing = try self.value(input, in: document)
            let change: ReceivePlan.Change =
                standing.map { $0.equals(value) ? .same : .replaced } ?? .new
            changes.append((input.id, change))
        }
        return changes
    }

    private func inputs(of received: ReceivedForm) throws(Fault) -> [(Input, Secret)] {
        var values: [(Input, Secret)] = []
        for field in guide.form?.fields ?? [] {
            guard let value = received.values[field.name] else { continue }
            values.append((try input(field.input), value))
        }
        if let name = guide.form?.redirectURI {
            values.append((try input(name), received.redirectURI))
        }
        return values
    }

    /// Takes the planned values in, all in one save, and proves that they are there.
    ///
    /// The names of the inputs that were captured.
    /// Refused where a value that is there by now was not there, or was another one, when a person
    /// looked, unless `whateverComes` was said beforehand.
    package func carryOut(
        _ plan: ReceivePlan, whateverComes: Bool = false
    ) throws(Fault) -> [String] {
        try take(plan.values) { (document) throws(Fault) in
            let now = try changes(plan.values, in: document)
            let unseen = zip(plan.changes, now).filter {
                $0.change != $1.change && $1.change != .same
            }
            guard whateverComes || unseen.isEmpty else {
                throw Fault.changedMeanwhile(inputs: unseen.map { $1.input })
            }
        }
    }
}
