/// Changes that leave a trace: what was taken back stays taken back when two clones merge.

extension Progress {
    /// One thing that stands or has been taken back.
    enum Key {
        case tick(step: String, task: String)
        case done(step: String)
        case skipped(step: String)
        case answer(input: String)
        case captured(input: String)

        /// How `withdrawn` names it.
        var path: String {
            switch self {
            case .tick(let step, let task): "ticks/" + step + "/" + task
            case .done(let step): "done/" + step
            case .skipped(let step): "skipped/" + step
            case .answer(let input): "answers/" + input
            case .captured(let input): "captured/" + input
            }
        }
    }

    /// When the thing came to stand; nil when it does not.
    private func time(of key: Key) -> String? {
        switch key {
        case .tick(let step, let task): ticks[step]?[task]
        case .done(let step): done[step]
        case .skipped(let step): skipped[step]?.time
        case .answer(let input): answers[input]?.time
        case .captured(let input): captured[input]
        }
    }

    /// Ticks a task of a step that says `text`; the first tick's time stays.
    ///
    /// A task that was ticked when the step said something else is ticked anew, now.
    mutating func tick(_ step: String, _ task: String, at time: String, text: String?) {
        let key = Key.tick(step: step, task: task)
        guard isNews(key, text) else { return }
        ticks[step, default: [:]][task] = time
        settle(key, text)
    }

    /// Calls a step done; when the time stays and when not is as for a task.
    mutating func finish(_ step: String, at time: String, text: String?) {
        let key = Key.done(step: step)
        guard isNews(key, text) else { return }
        done[step] = time
        settle(key, text)
    }

    private func isNews(_ key: Key, _ text: String?) -> Bool {
        guard self.time(of: key) != nil else { return true }
        guard let then = texts[key.path], let text else { return false }
        return then != text
    }

    private mutating func settle(_ key: Key, _ text: String?) {
        texts[key.path] = text
        withdrawn[key.path] = nil
    }

    mutating func skip(_ step: String, because reason: String, at time: String) {
        skipped[step] = Skip(reason: reason, time: time)
        withdrawn[Key.skipped(step: step).path] = nil
    }

    mutating func answer(_ input: String, _ value: String, at time: String) {
        guard answers[input]?.value != value else { return }
        answers[input] = Answer(value: value, time: time)
        withdrawn[Key.answer(input: input).path] = nil
    }

    mutating func capture(_ input: String, at time: String) {
        captured[input] = time
        withdrawn[Key.captured(input: input).path] = nil
    }

    /// Takes back what stands; nothing happens, and no trace is left, where nothing does.
    mutating func withdraw(_ key: Key, at time: String) {
        guard self.time(of: key) != nil else { return }
        switch key {
        case .tick(let step, let task):
            ticks[step]?[task] = nil
            if ticks[step]?.isEmpty == true { ticks[step] = nil }
        case .done(let step): done[step] = nil
        case .skipped(let step): skipped[step] = nil
        case .answer(let input): answers[input] = nil
        case .captured(let input): captured[input] = nil
        }
        withdrawn[key.path] = time
        texts[key.path] = nil
    }

    /// Takes back every tick and skip; answers and captured values stay.
    mutating func reset(at time: String) {
        for (step, tasks) in ticks {
            for task in tasks.keys { withdraw(.tick(step: step, task: task), at: time) }
        }
        ticks = [:]
        for step in done.keys { withdraw(.done(step: step), at: time) }
        for step in skipped.keys { withdraw(.skipped(step: step), at: time) }
        current = nil
    }
}
