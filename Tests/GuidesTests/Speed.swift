import CommonMark
import Guides
import Testing
import Foundation
@Test func speed() throws {
  let d = "/work/main/content/gmail/"
  func f(_ n: String) -> SourceFile { SourceFile(path: n, bytes: [UInt8](try! Data(contentsOf: URL(fileURLWithPath: d+n)))) }
  let (m,p,e) = (f("guide.yml"), f("pl.md"), f("en.md"))
  let c = ContinuousClock()
  let t = String(decoding: p.bytes, as: UTF8.self)
  for _ in 0..<3 { let s = c.now; for _ in 0..<20 { _ = try CommonMark.parse(t) }; print("SPEED parse", p.bytes.count, (c.now - s)/20) }
  for _ in 0..<3 { let s = c.now; for _ in 0..<20 { _ = Guide.load(id: "gmail", manifest: m, texts: ["pl": p, "en": e]) }; print("SPEED load", (c.now - s)/20) }
  let r = Guide.load(id: "gmail", manifest: m, texts: ["pl": p, "en": e])
  for p in r.problems { print("SPEED \(p.file):\(p.line):\(p.column) \(p.code.rawValue) \(p.arguments)") }
}
