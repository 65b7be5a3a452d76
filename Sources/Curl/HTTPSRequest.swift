/// One question over HTTPS and its answer.
package import Secrecy

/// A GET, or a POST of a form; nothing but `https:` is spoken.
package struct HTTPSRequest: Sendable {
    /// The whole address, percent-encoded, without user or fragment; it may hold a key.
    package let address: Secret

    /// `application/x-www-form-urlencoded`, see `FormText`; nil asks with GET.
    package let form: Secret?

    /// How much of the answer's body is wanted; the rest is not read.
    package let mostBodyBytes: Int

    package init(_ address: Secret, form: Secret? = nil, mostBodyBytes: Int = 1 << 16) {
        self.address = address
        self.form = form
        self.mostBodyBytes = mostBodyBytes
    }
}

/// What came back; a redirect is an answer and is not followed.
package struct HTTPSResponse: Sendable {
    package let status: Int

    /// The header `Location`, the first one.
    package let location: Secret?

    /// The body up to the limit.
    package let body: Secret

    /// Whether the body ended before the limit.
    package let isWhole: Bool

    package init(status: Int, location: Secret? = nil, body: Secret, isWhole: Bool = true) {
        self.status = status
        self.location = location
        self.body = body
        self.isWhole = isWhole
    }
}
