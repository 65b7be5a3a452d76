import Testing
import Guides
import Foundation
@Test func probe() throws {
  let d = "/work/main/content/gmail/"
  func f(_ n: String) -> SourceFile { SourceFile(path: n, bytes: [UInt8](try! Data(contentsOf: URL(fileURLWithPath: d+n)))) }
  let r = Guide.load(id: "gmail", manifest: f("guide.yml"), texts: ["pl": f("pl.md"), "en": f("en.md")])
  for p in r.problems { print("\(p.file):\(p.line):\(p.column) \(p.code.rawValue) \(p.arguments)") }
  print(r.guide?.steps.count as Any, r.problems.count)
}
