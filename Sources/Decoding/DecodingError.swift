/// The error of this module.
package struct DecodingError: Error, Sendable {}
