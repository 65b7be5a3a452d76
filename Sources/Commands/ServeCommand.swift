/// `krok serve`: the guide as a local web page.
internal import ArgumentParser
internal import Platform
internal import WebUI
internal import Workspace

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Serve.")
    @Option var port = 0
    func run() throws {
        let port = port
        Task { try await WebServer.run(port: port) }
        let watch = EndWatch()
        while watch.next(milliseconds: 1000) != .asked {}
    }
}
