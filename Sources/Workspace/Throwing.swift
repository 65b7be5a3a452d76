/// Turning the refusals of the rooms below into `Fault`.
internal import Platform
internal import Vaults

/// Runs `body`, whose file faults become faults of the use case.
func onDisk<Result: ~Copyable>(
    _ body: () throws(FileFault) -> Result
) throws(Fault) -> Result {
    do throws(FileFault) {
        return try body()
    } catch {
        throw .file(error)
    }
}

/// Runs `body`, whose vault faults become faults of the use case, named after the file.
func inVault<Result: ~Copyable>(
    _ path: String, slot: String = "", _ body: () throws(VaultFault) -> Result
) throws(Fault) -> Result {
    do throws(VaultFault) {
        return try body()
    } catch {
        switch error {
        case .wrongKey: throw .wrongKey(slot: slot)
        case .newerFormat(let found):
            throw .newerFormat(path: path, found: found, known: VaultDocument.format)
        case .otherVault: throw .twoVaults(path: path)
        default: throw .damagedVault(path: path, error)
        }
    }
}
