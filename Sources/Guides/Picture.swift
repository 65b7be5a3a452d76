/// A drawing of a vendor's screen, as `pictures.yml` describes it: what is on it, not how it looks.

/// One screen; its words are labels of the guide, so that a changed label redraws it.
package struct Picture: Sendable, Hashable {
    package let id: String

    /// The step that shows it, whose tasks the numbers mean.
    package let step: String

    /// What the browser's address bar shows; nil: no bar.
    package let address: PictureText?

    /// The project that Google's console has selected, at the top of the page.
    package let project: Element?

    package let menu: Menu?

    /// What is on the page, from top to bottom.
    package let body: [Element]

    /// The menu beside the page.
    package struct Menu: Sendable, Hashable {
        package let title: PictureText
        package let items: [PictureText]
        package let marked: PictureText?

        /// The task that the marked entry belongs to.
        package let task: String?
    }

    /// A part of the page, and the task that is done there.
    package struct Element: Sendable, Hashable {
        package let kind: Kind
        package let task: String?

        package init(kind: Kind, task: String?) { (self.kind, self.task) = (kind, task) }
    }

    package indirect enum Kind: Sendable, Hashable {
        case heading(PictureText)
        /// The title of a part of the page.
        case part(PictureText)
        /// A way through menus, its stations from left to right.
        case path([PictureText])
        case text(PictureText, isCode: Bool)
        case field(Field)
        case box(PictureText, isTicked: Bool)
        case radio(PictureText, isChosen: Bool)
        case button(PictureText, Importance)
        /// Elements side by side.
        case row([Element])
        case table(head: [PictureText], rows: [[Element]])
        /// A window in front of the page.
        case dialog(PictureText, [Element])
        /// A letter in a circle.
        case sign(String, isGood: Bool)
    }

    package struct Field: Sendable, Hashable {
        package let label: PictureText
        package let value: PictureText?

        /// A list to choose from.
        package let isList: Bool

        /// The value is hidden behind dots.
        package let isHidden: Bool

        /// The words of a button at the field's end.
        package let button: PictureText?
    }

    package enum Importance: String, Sendable, Hashable, CaseIterable {
        case plain, main, off
    }

    /// The picture's file in the guide's folder, as a text names it.
    package func path(in locale: String) -> String { "images/\(id).\(locale).svg" }
}

/// A word on a picture.
package enum PictureText: Sendable, Hashable {
    /// A label of the manifest, by its ID.
    case label(String)
    /// Something that reads alike in every language, such as an address.
    case literal(String)

    /// The word itself; a label's preferred one.
    package func words(in locale: String, of guide: Guide) -> String {
        switch self {
        case .label(let id): guide.label(id)?.words[locale]?.first ?? id
        case .literal(let text): text
        }
    }
}

extension Picture {
    /// Every element, those inside of others behind them.
    package var elements: [Element] {
        (project.map { [$0] } ?? []) + body.flatMap(\.withInner)
    }

    /// Every word, in no particular order.
    package var texts: [PictureText] {
        [address, menu?.title, menu?.marked].compactMap(\.self) + (menu?.items ?? [])
            + elements.flatMap(\.texts)
    }

    /// The tasks that are done on this screen.
    package var tasks: [String] { [menu?.task].compactMap(\.self) + elements.compactMap(\.task) }
}

extension Picture.Element {
    fileprivate var withInner: [Picture.Element] {
        switch kind {
        case .row(let inner), .dialog(_, let inner): [self] + inner.flatMap(\.withInner)
        case .table(_, let rows): [self] + rows.joined().flatMap(\.withInner)
        default: [self]
        }
    }

    fileprivate var texts: [PictureText] {
        switch kind {
        case .heading(let text), .part(let text), .text(let text, _), .box(let text, _),
            .radio(let text, _), .button(let text, _), .dialog(let text, _):
            [text]
        case .path(let texts), .table(let texts, _): texts
        case .field(let field): [field.label, field.value, field.button].compactMap(\.self)
        case .row, .sign: []
        }
    }
}
