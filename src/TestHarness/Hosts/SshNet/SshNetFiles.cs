using System.Globalization;
using Renci.SshNet;
using Renci.SshNet.Sftp;

namespace TestHarness.Hosts.SshNet;

/// <summary>Files of a host over SFTP, on a connection of its own.</summary>
internal sealed class SshNetFiles(string name, SshDestination destination) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private SshNetLogin<SftpClient>? _login;

    public Task SendAsync(Stream file, string path, string part, UnixFileMode mode, CancellationToken cancellationToken) =>
        InTurnAsync(async client =>
        {
            try
            {
                await using (var target = await client.OpenAsync(part, FileMode.CreateNew, FileAccess.Write, cancellationToken))
                    await file.CopyToAsync(target, cancellationToken);
                await Task.Run(() => client.ChangePermissions(part, Digits(mode)), cancellationToken);
                await Task.Run(() => client.RenameFile(part, path, isPosix: true), cancellationToken);
                return true;
            }
            catch (Exception)
            {
                if (await client.ExistsAsync(part, CancellationToken.None))
                    await client.DeleteFileAsync(part, CancellationToken.None);
                throw;
            }
        }, cancellationToken);

    public Task<UnixFileMode> ReceiveAsync(string path, Stream file, CancellationToken cancellationToken) => InTurnAsync(async client =>
    {
        var attributes = await Task.Run(() => client.GetAttributes(path), cancellationToken);
        await using var source = await client.OpenAsync(path, FileMode.Open, FileAccess.Read, cancellationToken);
        await source.CopyToAsync(file, cancellationToken);
        return Mode(attributes);
    }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_login is not null)
            await _login.DisposeAsync();
        _turn.Dispose();
    }

    private async Task<TResult> InTurnAsync<TResult>(Func<SftpClient, Task<TResult>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_login is { Client.IsConnected: false } lost)
            {
                _login = null;
                await lost.DisposeAsync();
            }

            _login ??= await SshNetLogin<SftpClient>.OpenAsync(name, destination, destination.Host, info => new SftpClient(info), cancellationToken);
            return await work(_login.Client);
        }
        finally
        {
            _turn.Release();
        }
    }

    // SSH.NET takes the octal digits of a mode as a decimal number.
    private static short Digits(UnixFileMode mode) => short.Parse(Convert.ToString((int)mode & 0x1FF, 8), CultureInfo.InvariantCulture);

    private static UnixFileMode Mode(SftpFileAttributes attributes)
    {
        (bool IsSet, UnixFileMode Bit)[] bits =
        [
            (attributes.OwnerCanRead, UnixFileMode.UserRead), (attributes.OwnerCanWrite, UnixFileMode.UserWrite),
            (attributes.OwnerCanExecute, UnixFileMode.UserExecute),
            (attributes.GroupCanRead, UnixFileMode.GroupRead), (attributes.GroupCanWrite, UnixFileMode.GroupWrite),
            (attributes.GroupCanExecute, UnixFileMode.GroupExecute),
            (attributes.OthersCanRead, UnixFileMode.OtherRead), (attributes.OthersCanWrite, UnixFileMode.OtherWrite),
            (attributes.OthersCanExecute, UnixFileMode.OtherExecute),
        ];
        return bits.Where(bit => bit.IsSet).Aggregate(UnixFileMode.None, (mode, bit) => mode | bit.Bit);
    }
}
