import ArgumentParser
import Extraction

/// What a scraper knows about a report besides its text, as flags.
struct MetadataOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The day of publication, such as 2023-07-10.", valueName: "date"),
        transform: { text in
            guard let day = CalendarDate(text) else { throw ValidationError("not a day such as 2023-07-10") }
            return day
        }
    )
    var publishedOn: CalendarDate?

    @Option(help: "The title on the page that the report came from.")
    var title: String?

    @Option(help: ArgumentHelp("The place whose government reports, such as 北碚区.", valueName: "area"))
    var refArea: String?

    /// The same for the extractor.
    var reportMetadata: ReportMetadata {
        ReportMetadata(title: title, publishedOn: publishedOn, refArea: refArea)
    }
}
