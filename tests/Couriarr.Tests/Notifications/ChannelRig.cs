using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications;
using Couriarr.Features.Notifications.Channels;
using Couriarr.Features.Outside;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Notifications;

/// <summary>The real channels and the real way out, with members as a test wants them.</summary>
internal sealed class ChannelRig(TimeProvider? clock = null, Database? database = null) : IAsyncDisposable
{
    private readonly ServiceProvider _services = With(new ServiceCollection(), database)
        .AddLogging()
        .AddMetrics()
        .AddSingleton(clock ?? new PromptClock())
        .AddOutside(_ => [])
        .AddChannels()
        .BuildServiceProvider();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Notice Notice(string title, string body = "It is there.", string id = "n1") =>
        new(id, "delivered", Severity.Info, Prose.Of(title), Prose.Of(body)) { At = FakeClock.Noon };

    public static Notice Notice(Prose title, Prose body) => new("n1", "delivered", Severity.Info, title, body) { At = FakeClock.Noon };

    /// <summary>Once, past the book.</summary>
    public Task TellAsync(string kind, object options, Notice notice, string? certificate = null)
    {
        var member = new Member<ChannelTerms>("den", kind, new ChannelTerms { Certificate = certificate }, options);
        return _services.GetServices<IChannel>().Single(channel => channel.Kind == kind).SendAsync(member, notice, Ct);
    }

    public IReadOnlyList<System.Text.Json.Nodes.JsonNode> Write(string kind, object options, Notice notice) =>
        _services
            .GetServices<IChannel>()
            .Single(channel => channel.Kind == kind)
            .Write(new Member<ChannelTerms>("den", kind, new ChannelTerms(), options), notice);

    private static IServiceCollection With(ServiceCollection services, Database? database) =>
        database is null ? services : services.AddSingleton(database);

    public async Task<Exception?> FailureAsync(string kind, object options, Notice? notice = null) =>
        await Record.ExceptionAsync(() => TellAsync(kind, options, notice ?? Notice("Heat (1995)")));

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
