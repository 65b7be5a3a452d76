/// The sentences about a clipboard that is not there, or did not take a value.
internal import Platform
internal import Words
internal import Workspace

extension Sentences {
    func clipboard(_ fault: ClipboardFault) -> (message: String, hint: String?) {
        switch fault {
        case .noDisplay: pair("no-clipboard")
        case .noProgram(let program): pair("no-clipboard-program", ["program": program])
        case .failed(let program): pair("clipboard-failed", ["program": program])
        }
    }
}
