using System.Collections.Concurrent;
using Couriarr.Storage.Postgres;
using Couriarr.Storage.Redis;
using Couriarr.Storage.Sqlite;
using Microsoft.Extensions.Logging;

namespace Couriarr.Tests.Storage;

/// <summary>What the owner would read.</summary>
internal sealed class OwnersLog : ILogger<SqliteDatabase>, ILogger<RedisMemory>, ILogger<PostgresWatch>
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> Lines => lines;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
}
