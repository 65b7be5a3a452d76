/// A vault that is opened for one profile: the same as the whole, and refused for the same reasons.
import Secrecy
import Testing
import Vaults

struct ProfileOpeningTests {
    @Test func `one profile is the same as in the whole document`() throws {
        let vault = try Sealed(Sealed.large)
        let whole = try vault.key.open(vault.file)
        let part = try #require(try vault.piecewise(vault.file, "default"))
        #expect(part.isPartial && part.generation == whole.generation)
        #expect(part.slots == whole.slots && part.previous == whole.previous)
        #expect(part.profiles["default"]?.keys == whole.profiles["default"]?.keys)
        #expect(part.text("input59") == whole.text("input59") && part.text("input59") != nil)
        let none = try vault.piecewise(vault.file, "nobody")
        #expect(none == nil)
    }

    @Test func `a vault of another key is foreign, a mixed-up one is told`() throws {
        let vault = try Sealed(Sealed.ordinary)
        let other = try Sealed { _ in Sample.filled("f00d") }
        #expect(other.fault(vault.file) == .foreign)
        #expect(other.fault(other.file) == .mixedUp)
    }
}
