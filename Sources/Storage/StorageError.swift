/// The error of this module.
package struct StorageError: Error, Sendable {}
