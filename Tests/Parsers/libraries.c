// Parses a file with libxml2's SAX interface or with gumbo: libraries xml|gumbo FILE.
#include <gumbo.h>
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long bytes_of_text;

static void note(void *context, const xmlChar *text, int length) {
    (void)context, (void)text;
    bytes_of_text += length;
}

int main(int count, char **arguments) {
    if (count != 3) return 2;
    FILE *file = fopen(arguments[2], "rb");
    if (!file) return 2;
    fseek(file, 0, SEEK_END);
    long length = ftell(file);
    rewind(file);
    char *page = malloc(length + 1);
    if (fread(page, 1, length, file) != (size_t)length) return 2;
    if (strcmp(arguments[1], "gumbo") == 0) {
        GumboOutput *tree = gumbo_parse_with_options(&kGumboDefaultOptions, page, length);
        gumbo_destroy_output(&kGumboDefaultOptions, tree);
    } else {
        htmlSAXHandler handler = {.characters = note, .startElement = NULL};
        htmlParserCtxtPtr parser = htmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
        htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
        htmlParseChunk(parser, page, length, 1);
        htmlFreeParserCtxt(parser);
    }
    return 0;
}
