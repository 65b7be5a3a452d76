/// libcurl behind Swift: nothing here yet.
internal import CCurl

enum CurlVersion { static let number = LIBCURL_VERSION_NUM }
