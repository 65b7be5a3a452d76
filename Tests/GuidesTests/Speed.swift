@testable import CommonMark
@testable import Guides
import Testing
import Foundation
@Test func speed() throws {
  let d = "/work/main/content/gmail/"
  func f(_ n: String) -> SourceFile { SourceFile(path: n, bytes: [UInt8](try! Data(contentsOf: URL(fileURLWithPath: d+n)))) }
  let (m,p,e) = (f("guide.yml"), f("pl.md"), f("en.md"))
  let c = ContinuousClock()
  let t = String(decoding: p.bytes, as: UTF8.self)
  func time(_ n: String, _ b: () throws -> Void) rethrows { var best = Duration.seconds(9); for _ in 0..<30 { let s = c.now; try b(); best = min(best, c.now - s) }; print("SPEED", n, best) }
  try time("parse") { _ = try CommonMark.parse(t) }
  time("map") { _ = SourceMap(p.bytes) }
  time("scan") { _ = LimitScan.fault(in: p.bytes) }
  time("ctree") { _ = CTree(parsing: p.bytes) }
  var l = ProblemList(file: "")
  time("filetext") { _ = FileText.read(p, into: &l) }
  let mt = String(decoding: m.bytes, as: UTF8.self)
  time("features") { _ = YAMLFeatures.first(in: mt) }
  time("yaml") { _ = YAMLValue.read(mt, into: &l) }
  let v = YAMLValue.read(mt, into: &l)!
  time("manifest") { var r = ManifestReader(problems: l); _ = r.read(v) }
  var r = ManifestReader(problems: l); let man = r.read(v)
  time("check") { var r = ManifestCheck(man, problems: l); _ = r.run(folder: "gmail") }
  let doc = try CommonMark.parse(t)
  time("text") { _ = TextReader(t, document: doc, locale: "pl", manifest: man, problems: l) }
  time("anchors") { _ = Anchors.read(doc) }
  time("load") { _ = Guide.load(id: "gmail", manifest: m, texts: ["pl": p, "en": e]) }
  let g = Guide.load(id: "gmail", manifest: m, texts: ["pl": p, "en": e])
  for p in g.problems { print("SPEED \(p.file):\(p.line):\(p.column) \(p.code.rawValue) \(p.arguments)") }
}
