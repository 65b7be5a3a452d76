/// Which plural form a number takes (Unicode CLDR, cardinal rules for whole numbers).

/// English has two forms, Polish three.
package enum PluralRule {
    /// `one`, `few`, `many` or `other`.
    package static func form(of count: Int, in language: String) -> String {
        let number = abs(count)
        guard language == "pl" else { return number == 1 ? "one" : "other" }
        if number == 1 { return "one" }
        let isFew = (2...4).contains(number % 10) && !(12...14).contains(number % 100)
        return isFew ? "few" : "many"
    }
}
