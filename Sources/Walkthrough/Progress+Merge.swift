/// The progress of two clones as one: by task, the latest wins.

extension Progress {
    /// Both as one; neither the order of the two nor that of several merges matters.
    ///
    /// What was set and what was taken back compete by their times. In one second the taking back
    /// wins: a task that is shown once too often does less harm than one that nobody did. Of two
    /// settings in one second the greater text wins. With a tick comes what its step said then; of
    /// two ticks in one second the greater digest stays, and one that has none gives way. The step
    /// shown last is that of whoever did something last.
    package func merged(with theirs: Progress) -> Progress {
        var merged = Progress()
        let withdrawn = self.withdrawn.merging(theirs.withdrawn) { max($0, $1) }
        merged.withdrawn = withdrawn
        func joined<Value>(
            _ mine: [String: Value], _ other: [String: Value], _ key: (String) -> Key,
            _ order: (Value) -> (time: String, text: String)
        ) -> [String: Value] {
            let values = mine.merging(other) { order($0) < order($1) ? $1 : $0 }
            return values.filter { name, value in
                let path = key(name).path
                guard let back = withdrawn[path] else { return true }
                guard order(value).time > back else { return false }
                merged.withdrawn[path] = nil
                return true
            }
        }
        func times(
            _ mine: [String: String], _ other: [String: String], _ key: (String) -> Key
        ) -> [String: String] {
            let times = joined(mine, other, key) { ($0, "") }
            for (name, time) in times {
                let path = key(name).path
                let seen = [
                    mine[name] == time ? self.texts[path] : nil,
                    other[name] == time ? theirs.texts[path] : nil,
                ]
                merged.texts[path] = seen.compactMap(\.self).max()
            }
            return times
        }
        for step in Set(ticks.keys).union(theirs.ticks.keys) {
            let tasks = times(ticks[step] ?? [:], theirs.ticks[step] ?? [:]) {
                .tick(step: step, task: $0)
            }
            if !tasks.isEmpty { merged.ticks[step] = tasks }
        }
        merged.done = times(done, theirs.done) { .done(step: $0) }
        merged.captured = times(captured, theirs.captured) { .captured(input: $0) }
        merged.skipped = joined(skipped, theirs.skipped) {
            .skipped(step: $0)
        } _: {
            ($0.time, $0.reason)
        }
        merged.answers = joined(answers, theirs.answers) {
            .answer(input: $0)
        } _: {
            ($0.time, $0.value)
        }
        let isTheirs = (latest, current ?? "") < (theirs.latest, theirs.current ?? "")
        merged.current = isTheirs ? theirs.current : current
        return merged
    }

    /// The latest time anywhere; empty where nothing was ever done.
    private var latest: String {
        let times =
            ticks.values.flatMap(\.values) + done.values + skipped.values.map(\.time)
            + answers.values.map(\.time) + captured.values + withdrawn.values
        return times.max() ?? ""
    }
}
