/// Every address that there is, and no other.

/// One profile's way through one guide, as an address names it.
struct Place: Hashable, Sendable {
    let profile: String
    let guide: String
}

/// What is shown.
enum Route: Hashable, Sendable {
    case entrance, home, vault, settings, events
    case asset(String)
    case image(guide: String, name: String)
    case guide(Place)
    case step(Place, String)
    case search(Place)
    case trouble(Place)
    case symptom(Place, String)
    case form(Place)
    case download(Place, format: String)
    case file(Place)

    init?(_ segments: [String]) {
        switch segments {
        case []: self = .home
        case ["enter"]: self = .entrance
        case ["vault"]: self = .vault
        case ["settings"]: self = .settings
        case ["events"]: self = .events
        default:
            guard let inner = Route.inner(segments) else { return nil }
            self = inner
        }
    }

    private static func inner(_ segments: [String]) -> Route? {
        if segments.count == 2, segments[0] == "assets" { return .asset(segments[1]) }
        if segments.count == 3, segments[0] == "images" {
            return .image(guide: segments[1], name: segments[2])
        }
        guard segments.count >= 3, segments[0] == "p" else { return nil }
        let place = Place(profile: segments[1], guide: segments[2])
        switch segments.dropFirst(3) {
        case []: return .guide(place)
        case ["search"]: return .search(place)
        case ["trouble"]: return .trouble(place)
        case ["form"]: return .form(place)
        case ["import"]: return .file(place)
        default: break
        }
        guard segments.count == 5 else { return nil }
        switch segments[3] {
        case "step": return .step(place, segments[4])
        case "trouble": return .symptom(place, segments[4])
        case "form": return .download(place, format: segments[4])
        default: return nil
        }
    }

    /// The address.
    var path: String {
        func inner(_ place: Place, _ rest: String...) -> String {
            (["", "p", Target.encoded(place.profile), Target.encoded(place.guide)]
                + rest.map(Target.encoded)).joined(separator: "/")
        }
        switch self {
        case .entrance: return RequestRules.entrance
        case .home: return "/"
        case .vault: return "/vault"
        case .settings: return "/settings"
        case .events: return "/events"
        case .asset(let name): return "/assets/" + Target.encoded(name)
        case .image(let guide, let name):
            return "/images/" + Target.encoded(guide) + "/" + Target.encoded(name)
        case .guide(let place): return inner(place)
        case .step(let place, let step): return inner(place, "step", step)
        case .search(let place): return inner(place, "search")
        case .trouble(let place): return inner(place, "trouble")
        case .symptom(let place, let symptom): return inner(place, "trouble", symptom)
        case .form(let place): return inner(place, "form")
        case .download(let place, let format): return inner(place, "form", format)
        case .file(let place): return inner(place, "import")
        }
    }

    /// The walk that the address belongs to.
    var place: Place? {
        switch self {
        case .guide(let place), .step(let place, _), .search(let place), .trouble(let place),
            .symptom(let place, _), .form(let place), .download(let place, _), .file(let place):
            place
        case .entrance, .home, .vault, .settings, .events, .asset, .image: nil
        }
    }
}

/// What a form may ask to be done, by the last part of its address.
enum Action: String, CaseIterable, Sendable {
    // At a step.
    case tick, skip, next, back, value, drop, reset, check, ask
    // With the form.
    case reveal, secret, download
    // Anywhere in a walk.
    case file
    // With the vault and the page.
    case unlock, lock, make, suggest, recall, profile, settings, end
}
