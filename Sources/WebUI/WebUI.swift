/// The guide as a local web page: nothing here yet.
internal import Hummingbird
internal import Mustache
internal import Workspace

package enum WebServer {
    package static func run(port: Int) async throws {
        let router = Router()
        let template = try MustacheTemplate(string: "hello {{name}}")
        router.get("/") { _, _ in template.render(["name": "x"]) }
        let app = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: port)))
        try await app.runService()
    }
}
