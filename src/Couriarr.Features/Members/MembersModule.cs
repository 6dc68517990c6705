using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members.Handshakes;
using Couriarr.Features.Outside;
using Couriarr.Features.Secrets;
using Couriarr.Jobs;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Members;

public static class MembersModule
{
    public static MigrationLine Tables { get; } = new("members", typeof(MembersModule).Assembly, "Members/Migrations");

    /// <param name="folder">Where the key lies.</param>
    /// <remarks>Before everything that asks for members: what is registered first is started first.</remarks>
    public static IServiceCollection AddMembers(this IServiceCollection services, CouriarrOptions options, string folder) =>
        services
            .AddSingleton(_ => MemberKey.Of(options.Storage.SecretKey, folder))
            .AddSingleton(s => new MemberReading(KnownKinds.All, new Seal(s.GetRequiredService<MemberKey>())))
            .AddSingleton(s => new MemberTable(s.GetRequiredService<Database>(), Clock(s)))
            .AddSingleton(s => new FileMembers(options, Table(s), Reading(s), Log<FileMembers>(s)))
            .AddSingleton(s => new MemberRoll(
                Table(s),
                Reading(s),
                s.GetRequiredService<FileMembers>(),
                s.GetRequiredService<Redactor>(),
                Clock(s),
                Log<MemberRoll>(s)
            ))
            .AddSingleton(s => new MemberDesk(Table(s), Reading(s), s.GetRequiredService<MemberRoll>(), Log<MemberDesk>(s)))
            .AddSingleton<MemberBook>()
            .AddSingleton(s => new Introduction(s.GetRequiredService<OutsideHttp>(), s.GetRequiredService<Dialer>(), Clock(s)))
            .AddHostedService<MembersAtStart>();

    private static MemberTable Table(IServiceProvider s) => s.GetRequiredService<MemberTable>();

    private static MemberReading Reading(IServiceProvider s) => s.GetRequiredService<MemberReading>();

    private static TimeProvider Clock(IServiceProvider s) => s.GetService<TimeProvider>() ?? TimeProvider.System;

    private static ILogger<T> Log<T>(IServiceProvider s) => s.GetRequiredService<ILogger<T>>();
}

/// <summary>Reads the members before anybody asks, so that the log says at once what is wrong with them.</summary>
internal sealed class MembersAtStart(MemberRoll roll, ILogger<MembersAtStart> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await roll.ReadAsync(cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            log.LogWarning("The members cannot be read yet: {Error}", e.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
