/// Confirming that a translation says what its source says.

extension Guide {
    /// A step in one language that somebody has compared with its source.
    package struct Confirmation: Sendable, Hashable {
        package let step: String
        package let locale: String
    }

    /// The text of a new `guide.lock`, and what changed in it, in the guide's order.
    ///
    /// `steps` are those that were compared; nil: all of them. Others stand as they stood, and
    /// what the guide does not have any more is dropped. `files` make a guide without errors.
    package static func bless(
        _ files: GuideFiles, steps: [String]?
    ) -> (lock: String, confirmed: [Confirmation]) {
        var loader = GuideLoader(
            id: files.id, texts: files.texts, manifestFile: files.manifest, lock: files.lock,
            single: nil)
        guard let guide = loader.run(), let file = files.texts[guide.source] else {
            return ("", [])
        }
        let before = loader.lock?.lock ?? GuideLock()
        var lock = GuideLock()
        lock.sourceFile = GuideLock.digest(of: file)
        var confirmed: [Confirmation] = []
        for step in guide.steps {
            guard let now = guide.digests[step.id] else { continue }
            lock.steps[step.id, default: [:]][guide.source] = now
            for locale in guide.locales where locale != guide.source {
                let then = before.digest(of: step.id, in: locale)
                guard steps?.contains(step.id) ?? true else {
                    lock.steps[step.id]?[locale] = then
                    continue
                }
                lock.steps[step.id]?[locale] = now
                if then != now {
                    confirmed.append(Confirmation(step: step.id, locale: locale))
                }
            }
        }
        let locales = [guide.source] + guide.locales.filter { $0 != guide.source }
        return (lock.text(order: guide.steps.map(\.id), locales: locales), confirmed)
    }
}
