/// The sentences about a sign-in that could not begin.
internal import Platform
internal import Words
internal import Workspace

extension Sentences {
    func signIn(_ fault: Fault) -> (message: String, hint: String?) {
        switch fault {
        case .noSignIn(let guide): pair("no-sign-in", ["guide": guide])
        case .loopback(.portTaken(let port)): pair("port-taken", ["port": "\(port)"])
        case .loopback(.failed(let code)):
            pair("no-listener", ["reason": systemMessage(code)])
        default: pair("unknown")
        }
    }
}
