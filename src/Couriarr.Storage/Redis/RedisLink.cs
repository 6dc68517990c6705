using StackExchange.Redis;

namespace Couriarr.Storage.Redis;

/// <summary>One connection to Redis, opened when it is first needed. It mends itself; a call that gets no answer in time is given up.</summary>
internal sealed class RedisLink(RedisAddress address, TimeSpan patience) : IAsyncDisposable
{
    private static readonly TimeSpan ReconnectEvery = TimeSpan.FromMilliseconds(250);
    private readonly SemaphoreSlim _opening = new(1);
    private ConnectionMultiplexer? _connection;

    public RedisAddress Address => address;

    public async Task<RedisResult> ExecuteAsync(string command, params object[] arguments)
    {
        var connection = _connection ?? await OpenAsync();
        return await connection.GetDatabase(address.Database).ExecuteAsync(command, arguments).WaitAsync(patience);
    }

    private async Task<ConnectionMultiplexer> OpenAsync()
    {
        await _opening.WaitAsync();
        try
        {
            return _connection ??= await ConnectAsync();
        }
        finally
        {
            _opening.Release();
        }
    }

    private Task<ConnectionMultiplexer> ConnectAsync() =>
        ConnectionMultiplexer.ConnectAsync(
            new ConfigurationOptions
            {
                EndPoints = { { address.Host, address.Port } },
                Password = address.Password,
                Ssl = address.IsTls,
                ClientName = "couriarr",
                AbortOnConnectFail = false,
                ConnectRetry = 1,
                ConnectTimeout = (int)patience.TotalMilliseconds / 2,
                SyncTimeout = (int)patience.TotalMilliseconds,
                ReconnectRetryPolicy = new LinearRetry((int)ReconnectEvery.TotalMilliseconds),
            }
        );

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.CloseAsync(allowCommandsToComplete: false);
        _connection?.Dispose();
        _opening.Dispose();
    }
}
