using System.Buffers;

namespace Couriarr.Doors;

/// <summary>
/// The body of a webhook, read to its end. One that is longer than what the apps send every day waits with the rest of it until no other
/// such one is under way: however many come at once, only one takes much room.
/// </summary>
internal sealed class WebhookBody : IDisposable
{
    public const int Everyday = 2 * 1024 * 1024;
    private const int FirstBuffer = 16 * 1024;
    private readonly SemaphoreSlim _longOnes;
    private byte[] _buffer;
    private int _length;
    private bool _isLong;

    private WebhookBody(SemaphoreSlim longOnes, byte[] buffer) => (_longOnes, _buffer) = (longOnes, buffer);

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <param name="announced">Its length, if the sender says it. Nothing is given on his word alone beyond the everyday.</param>
    /// <param name="longOnes">Lets one at a time through.</param>
    public static async Task<WebhookBody> ReadAsync(Stream from, long? announced, SemaphoreSlim longOnes, CancellationToken ct)
    {
        var body = new WebhookBody(longOnes, ArrayPool<byte>.Shared.Rent((int)Math.Min(announced + 1 ?? FirstBuffer, Everyday)));
        try
        {
            await body.ReadAsync(from, ct);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private async Task ReadAsync(Stream from, CancellationToken ct)
    {
        int read;
        while ((read = await from.ReadAsync(_buffer.AsMemory(_length), ct)) > 0)
        {
            _length += read;
            if (_length == _buffer.Length)
                await GrowAsync(ct);
        }
    }

    private async Task GrowAsync(CancellationToken ct)
    {
        if (!_isLong && _length >= Everyday)
        {
            await _longOnes.WaitAsync(ct);
            _isLong = true;
        }
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        if (_isLong)
            _longOnes.Release();
    }
}
