/// Pictures of a guide as SVG files: labelled wireframes in every language of the guide.
package import Guides

/// Draws what `pictures.yml` describes.
package enum Pictures {
    /// The picture in one language, as a whole SVG file that ends with a line feed.
    ///
    /// `guide` has its labels and `locale`; the picture has been checked against it. The file
    /// holds no script and no address to load anything from, and it is light or dark as the
    /// reader's screen is. The same description always gives the same bytes.
    package static func svg(_ picture: Picture, of guide: Guide, in locale: String) -> String {
        var window = Window(picture: picture, words: PictureWords(picture, guide, locale))
        return window.file()
    }
}

/// The words of one picture in one language.
struct PictureWords {
    private let picture: Picture
    private let guide: Guide
    private let locale: String

    init(_ picture: Picture, _ guide: Guide, _ locale: String) {
        (self.picture, self.guide, self.locale) = (picture, guide, locale)
    }

    func callAsFunction(_ text: PictureText) -> String { text.words(in: locale, of: guide) }

    /// The number that the faces give a task.
    func number(of task: String) -> Int? { picture.number(of: task, in: guide) }

    /// What the picture shows, for those who hear it.
    var description: String { picture.description(in: locale, of: guide) ?? picture.id }

    var language: String { locale }
}
