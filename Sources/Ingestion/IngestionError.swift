/// The error of this module.
package struct IngestionError: Error, Sendable {}
