/// Which plural form a number takes.
import Testing
import Words

struct PluralTests {
    @Test(arguments: [
        (0, "many"), (1, "one"), (2, "few"), (3, "few"), (4, "few"), (5, "many"), (11, "many"),
        (12, "many"), (13, "many"), (14, "many"), (15, "many"), (20, "many"), (21, "many"),
        (22, "few"), (24, "few"), (25, "many"), (100, "many"), (101, "many"), (102, "few"),
        (111, "many"), (112, "many"), (114, "many"), (122, "few"), (1001, "many"),
        (1_000_002, "few"), (-1, "one"), (-2, "few"), (-12, "many"),
    ])
    func `Polish has one, few and many`(count: Int, form: String) {
        #expect(PluralRule.form(of: count, in: "pl") == form)
    }

    @Test(arguments: [
        (0, "other"), (1, "one"), (2, "other"), (11, "other"), (21, "other"), (101, "other"),
        (-1, "one"),
    ])
    func `English has one and other`(count: Int, form: String) {
        #expect(PluralRule.form(of: count, in: "en") == form)
    }
}
