/// Questions to the outside: nothing here yet.
internal import Curl
