/// The guide as a local web page: nothing here yet.
internal import Hummingbird
internal import Mustache
internal import Workspace
